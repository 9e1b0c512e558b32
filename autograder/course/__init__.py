"""The course's folder and all that is kept in it: class list, records, gradebook."""
