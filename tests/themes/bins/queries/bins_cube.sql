-- purpose:    Bins collected and missed in each month.
SELECT council, month, service, collections, missed
FROM bins_newest
