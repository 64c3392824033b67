"""Personal data: who somebody is in the records, and what is kept so that an erased person does not come back."""
