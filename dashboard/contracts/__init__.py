"""What a file of each dataset must hold."""
