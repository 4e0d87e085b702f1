//! A direction of meaning.

/// How many numbers a vector of the encoder has.
pub const DIMENSIONS: usize = 384;

/// What a text means, as a direction of length 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector([f32; DIMENSIONS]);

impl Vector {
    /// The direction of these numbers. Numbers without one (all zero, or not finite) give the vector that is near to
    /// nothing.
    ///
    /// # Examples
    /// ```
    /// use accord::retrieval::vector::{DIMENSIONS, Vector};
    ///
    /// let east = Vector::of(&[2.0; DIMENSIONS]);
    /// assert!((east.closeness(&east) - 1.0).abs() < 1e-5);
    /// assert_eq!(Vector::of(&[0.0; DIMENSIONS]).closeness(&east), 0.0);
    /// ```
    #[must_use]
    pub fn of(numbers: &[f32; DIMENSIONS]) -> Self {
        let length = numbers.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length.is_finite() && length > 0.0 { Self(numbers.map(|x| x / length)) } else { Self::nowhere() }
    }

    /// The vector that is near to nothing.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self([0.0; DIMENSIONS])
    }

    /// Its numbers.
    #[must_use]
    pub fn numbers(&self) -> &[f32; DIMENSIONS] {
        &self.0
    }

    /// The cosine of the angle between both, -1 to 1. This encoder's lie between 0.7 (strangers) and 1.
    #[must_use]
    pub fn closeness(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}
