//! The outlines of countries (`outlines.json`, made by `pictures/outlines.py`), and how the round earth is laid flat.

use std::sync::LazyLock;

use serde::Deserialize;

/// A country's outlines within a view.
#[derive(Debug, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: String,
    /// Rings, the largest first: longitudes and latitudes by turns, in hundredths of a degree. A point within an odd number
    /// of them lies in the country.
    pub rings: Vec<Vec<i32>>,
}

/// The outlines of all views.
#[derive(Debug, Default, Deserialize)]
pub struct Outlines {
    /// Europe with its neighbours.
    pub europe: Vec<Country>,
    /// Canada and the United States.
    pub america: Vec<Country>,
    /// Japan.
    pub japan: Vec<Country>,
}

/// The outlines. They are part of the program; a test reads them.
pub static OUTLINES: LazyLock<Outlines> =
    LazyLock::new(|| serde_json::from_str(include_str!("outlines.json")).unwrap_or_default());

/// Lambert's azimuthal projection, in which areas keep their proportions, of the earth as a sphere.
#[derive(Debug, Clone, Copy)]
pub struct Projection {
    /// Longitude and latitude of its middle, in degrees.
    pub middle: (f32, f32),
    /// Where its middle lies on the canvas.
    pub at: (f32, f32),
    /// The earth's radius on the canvas.
    pub radius: f32,
}

impl Projection {
    /// Where a longitude and latitude lie on the canvas.
    #[must_use]
    pub fn place(&self, (longitude, latitude): (f32, f32)) -> (f32, f32) {
        let turn = (longitude - self.middle.0).to_radians();
        let (sin, cos) = latitude.to_radians().sin_cos();
        let (sin_middle, cos_middle) = self.middle.1.to_radians().sin_cos();
        let scale =
            self.radius * (2.0 / (1.0 + sin_middle * sin + cos_middle * cos * turn.cos()).max(0.01)).sqrt();
        let x = scale * cos * turn.sin();
        let y = scale * (cos_middle * sin - sin_middle * cos * turn.cos());
        (self.at.0 + x, self.at.1 - y)
    }

    /// The points of a ring on the canvas.
    #[must_use]
    pub fn ring(&self, ring: &[i32]) -> Vec<(f32, f32)> {
        let degrees = |hundredths: i32| i16::try_from(hundredths).map_or(0.0, f32::from) / 100.0;
        ring.as_chunks::<2>().0.iter().map(|[x, y]| self.place((degrees(*x), degrees(*y)))).collect()
    }
}

/// The area within some points.
#[must_use]
pub fn area(points: &[(f32, f32)]) -> f32 {
    let after = points.iter().cycle().skip(1);
    points.iter().zip(after).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f32>().abs() / 2.0
}

/// The middle of some points' extent.
#[must_use]
pub fn middle(points: &[(f32, f32)]) -> (f32, f32) {
    let extent = |of: fn(&(f32, f32)) -> f32| {
        let least = points.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = points.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        f32::midpoint(least, most)
    };
    (extent(|point| point.0), extent(|point| point.1))
}
