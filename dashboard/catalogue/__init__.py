"""What people decide and write down as text: measures, targets, deadlines, names, published figures."""
