"""What every room stands on: the one way to fail, files written whole, a student's text made safe."""
