"""What is odd about a file that keeps its contract, so that it is told before anybody sees the figures."""
