"""The real cases of DOMAIN.md, told through the application's front door as they came about; neutral facts only."""
