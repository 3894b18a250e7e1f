"""What a page says for a state: tables, figures and sentences, used alike by pages, exports and the API."""
