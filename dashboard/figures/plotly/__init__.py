"""What writes a plot as the dictionary that Plotly draws in the browser."""
