//! A stretch of time that a figure is for: a year, years or a month.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

/// A period that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a period is a year \"2024\", years \"2024-2028\" or a month \"2024-03\"")]
pub struct BadPeriod;

impl Period {
    /// A whole year.
    ///
    /// # Errors
    /// Where the year is not one of the calendar's four-digit years.
    pub fn year(year: i16) -> Result<Self, BadPeriod> {
        Self::years(year, year)
    }

    /// From the first day of one year to the last day of another.
    ///
    /// # Errors
    /// Where a year is out of range or the last comes before the first.
    pub fn years(first: i16, last: i16) -> Result<Self, BadPeriod> {
        if !(1000..=9999).contains(&first) || last < first {
            return Err(BadPeriod);
        }
        Ok(Self {
            first: Date::new(first, 1, 1).map_err(|_| BadPeriod)?,
            last: Date::new(last, 12, 31).map_err(|_| BadPeriod)?,
        })
    }

    /// A whole month.
    ///
    /// # Errors
    /// Where there is no such month.
    pub fn month(year: i16, month: i8) -> Result<Self, BadPeriod> {
        let first = Date::new(year, month, 1).map_err(|_| BadPeriod)?;
        Ok(Self { first, last: first.last_of_month() })
    }

    /// A single day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// Whether it can be written as one: a day, a month, a year or years.
    fn is_unit(self) -> bool {
        let (first, last) = (self.first, self.last);
        let of_years = first.day_of_year() == 1 && last.month() == 12 && last.day() == 31;
        let of_month = first.day() == 1 && last == first.last_of_month();
        first == last || of_years || of_month
    }

    /// What it begins with: itself where it can be written as one, else its first month where it is of months, else its first
    /// day.
    #[must_use]
    pub fn begins(&self) -> Self {
        self.end_at(self.first)
    }

    /// What it ends with, likewise.
    #[must_use]
    pub fn ends(&self) -> Self {
        self.end_at(self.last)
    }

    fn end_at(self, day: Date) -> Self {
        if self.is_unit() {
            self
        } else if self.first.day() == 1 && self.last == self.last.last_of_month() {
            Self { first: day.first_of_month(), last: day.last_of_month() }
        } else {
            Self::day(day)
        }
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether every day of `other` is a day of this one.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

impl FromStr for Period {
    type Err = BadPeriod;

    /// Reads `2024`, `2024-2028`, `2024-03` or `2024-03-01`.
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let number = |part: &str| part.parse::<i16>().map_err(|_| BadPeriod);
        let parts: Vec<&str> = text.trim().split(['-', '–']).map(str::trim).collect();
        match parts.as_slice() {
            [year] if year.len() == 4 => Self::year(number(year)?),
            [first, last] if first.len() == 4 && last.len() == 4 => {
                Self::years(number(first)?, number(last)?)
            }
            [year, month] if year.len() == 4 => {
                Self::month(number(year)?, month.parse().map_err(|_| BadPeriod)?)
            }
            [_, _, _] => text.trim().parse().map(Self::day).map_err(|_| BadPeriod),
            _ => Err(BadPeriod),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        if first == last {
            write!(out, "{first}")
        } else if first.day_of_year() == 1 && last.month() == 12 && last.day() == 31 {
            if first.year() == last.year() {
                write!(out, "{}", first.year())
            } else {
                write!(out, "{}-{}", first.year(), last.year())
            }
        } else {
            write!(out, "{:04}-{:02}", first.year(), first.month())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["2024", "2024-2028", "2024-03", "2024-03-01"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in ["", "24", "2028-2024", "2024-13", "2024-02-30", "soon", "2024-03-01-02"] {
            assert_eq!(text.parse::<Period>(), Err(BadPeriod), "{text}");
        }
    }
}
