//! A small ST7789 behind a bus and three lines: what its glass shows is rebuilt from the bytes.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use embedded_hal::delay::DelayNs;
use embedded_hal::digital::{ErrorType, OutputPin};
use embedded_hal::spi::{self, ErrorKind, Operation, SpiDevice};

const COLUMNS: usize = 240;
const ROWS: usize = 320;

/// The controller. Rows and columns are those of its memory; the glass shows the first 240 rows.
pub struct Chip {
    memory: Vec<u16>,
    is_awake: bool,
    is_on: bool,
    pub is_inverted: bool,
    pub is_lit: bool,
    pub resets: usize,
    pixel_format: u8,
    address_mode: u8,
    columns: (usize, usize),
    rows: (usize, usize),
    at: (usize, usize),
    command: u8,
    arguments: Vec<u8>,
    is_data: bool,
    /// Bytes that came over the bus.
    pub bytes: usize,
    pub longest: usize,
    /// The bus fails after so many more transfers.
    pub transfers_left: usize,
}

pub type Shared = Rc<RefCell<Chip>>;

pub fn chip() -> Shared {
    Rc::new(RefCell::new(Chip {
        memory: vec![0x1234; COLUMNS * ROWS],
        is_awake: false,
        is_on: false,
        is_inverted: false,
        is_lit: false,
        resets: 0,
        pixel_format: 0,
        address_mode: 0,
        columns: (0, 0),
        rows: (0, 0),
        at: (0, 0),
        command: 0,
        arguments: Vec::new(),
        is_data: false,
        bytes: 0,
        longest: 0,
        transfers_left: usize::MAX,
    }))
}

impl Chip {
    /// What is seen: 240×240 pixels, row by row, as the glass hangs when it is not turned.
    pub fn glass(&self) -> &[u16] {
        assert!(self.is_awake && self.is_on, "asleep");
        assert_eq!(self.pixel_format & 0x07, 0x05, "16 bits a pixel");
        assert_eq!(self.address_mode & 0b0001_1100, 0, "RGB, no mirrored scan");
        &self.memory[..COLUMNS * COLUMNS]
    }

    fn take(&mut self, byte: u8) {
        if !self.is_data {
            self.command = byte;
            self.arguments.clear();
            match byte {
                0x01 => self.resets += 1,
                0x11 => self.is_awake = true,
                0x20 => self.is_inverted = false,
                0x21 => self.is_inverted = true,
                0x29 => self.is_on = true,
                0x2c => self.at = (self.columns.0, self.rows.0),
                _ => {}
            }
            return;
        }
        self.arguments.push(byte);
        let word =
            |at: usize| usize::from(self.arguments[at]) << 8 | usize::from(self.arguments[at + 1]);
        match (self.command, self.arguments.len()) {
            (0x36, 1) => self.address_mode = byte,
            (0x3a, 1) => self.pixel_format = byte,
            (0x2a, 4) => self.columns = (word(0), word(2)),
            (0x2b, 4) => self.rows = (word(0), word(2)),
            (0x2c, 2) => {
                self.put(word(0) as u16);
                self.arguments.clear();
            }
            (0x2a..=0x2c, _) => {}
            (command, _) => panic!(
                "command {command:#x} takes no {} bytes",
                self.arguments.len()
            ),
        }
    }

    /// One pixel at the place that is next, as the address mode maps it to the memory.
    fn put(&mut self, pixel: u16) {
        let (x, y) = self.at;
        let is_set = |bit: u8| self.address_mode & 1 << bit != 0;
        let (mut column, mut row) = if is_set(5) { (y, x) } else { (x, y) };
        if is_set(6) {
            column = COLUMNS - 1 - column;
        }
        if is_set(7) {
            row = ROWS - 1 - row;
        }
        self.memory[row * COLUMNS + column] = pixel;
        self.at = match (x == self.columns.1, y == self.rows.1) {
            (false, _) => (x + 1, y),
            (true, false) => (self.columns.0, y + 1),
            (true, true) => (self.columns.0, self.rows.0),
        };
    }
}

/// The bus.
pub struct Bus(pub Shared);

#[derive(Debug)]
pub struct Unplugged;

impl spi::Error for Unplugged {
    fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }
}

impl spi::ErrorType for Bus {
    type Error = Unplugged;
}

impl SpiDevice for Bus {
    fn transaction(&mut self, operations: &mut [Operation<'_, u8>]) -> Result<(), Unplugged> {
        let mut chip = self.0.borrow_mut();
        for operation in operations {
            let Operation::Write(bytes) = operation else {
                panic!("a screen is only written to");
            };
            assert!(!bytes.is_empty());
            chip.transfers_left = chip.transfers_left.checked_sub(1).ok_or(Unplugged)?;
            chip.bytes += bytes.len();
            chip.longest = chip.longest.max(bytes.len());
            bytes.iter().for_each(|byte| chip.take(*byte));
        }
        Ok(())
    }
}

/// A line, and what it does.
pub struct Pin(pub Shared, pub fn(&mut Chip, bool));

impl ErrorType for Pin {
    type Error = Infallible;
}

impl OutputPin for Pin {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.1(&mut self.0.borrow_mut(), false);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.1(&mut self.0.borrow_mut(), true);
        Ok(())
    }
}

pub fn data_command(chip: &Shared) -> Pin {
    Pin(chip.clone(), |chip, is_high| chip.is_data = is_high)
}

pub fn reset(chip: &Shared) -> Pin {
    Pin(chip.clone(), |chip, is_high| {
        chip.resets += usize::from(!is_high)
    })
}

pub fn backlight(chip: &Shared) -> Pin {
    Pin(chip.clone(), |chip, is_high| chip.is_lit = is_high)
}

/// Takes no time.
pub struct AtOnce;

impl DelayNs for AtOnce {
    fn delay_ns(&mut self, _: u32) {}
}
