"""Practice: scripted calls on a throwaway desk, played in simulated time, with a score."""
