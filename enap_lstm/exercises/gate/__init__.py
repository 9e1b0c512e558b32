"""What every gate shares: its cases and the slips that its answers may hold."""
