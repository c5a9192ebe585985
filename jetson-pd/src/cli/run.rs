//! `nrave-module run`: starts Pd and keeps it playing.

use super::Failure;
use super::place::Place;
use super::screen::Screen;
use clap::{Args, ValueEnum};
use nrave_module::appliance::Notice;
use nrave_module::appliance::library::PATCH;
use nrave_module::appliance::supervisor::{self, Options};
use nrave_module::config::Config;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The patch that plays when the other one fails, beside it.
const FALL_BACK: &str = "fall-back.pd";

#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// The patch [default: module.pd as it comes with the program]
    #[arg(long, value_name = "FILE")]
    pub patch: Option<PathBuf>,
    /// The patch that plays when the other one fails again and again [default: fall-back.pd beside
    /// it]
    #[arg(long, value_name = "FILE")]
    fall_back: Option<PathBuf>,
    /// Pd itself
    #[arg(long, value_name = "PROGRAM", default_value = "pd")]
    pd: PathBuf,
    /// What brings the sound out; dummy is silent
    #[arg(long, value_enum, default_value_t = Audio::Alsa)]
    audio: Audio,
    /// The number of the audio device, as `pd -listdev` prints it
    #[arg(long, value_name = "NUMBER")]
    device: Option<u32>,
    /// Samples a second
    #[arg(long, value_name = "HZ", default_value_t = 48_000,
          value_parser = clap::value_parser!(u32).range(8_000..=192_000))]
    rate: u32,
    /// Samples a block of the audio device: a power of two
    #[arg(long, value_name = "SAMPLES", default_value_t = 64, value_parser = block)]
    block: u32,
    /// Folders with models
    #[arg(long, value_name = "FOLDER", num_args = 1..)]
    pub models: Vec<PathBuf>,
    /// Folders in which Pd looks for objects, as well as in that of the patch
    #[arg(long = "path", value_name = "FOLDER", num_args = 1..)]
    pub paths: Vec<PathBuf>,
    /// The model that a new module plays; the first one where there is none of that name
    #[arg(long, value_name = "NAME", default_value = "strings")]
    first_model: String,
    #[command(flatten)]
    pub place: Place,
    /// Flags for Pd, after --
    #[arg(last = true, value_name = "FLAGS")]
    flags: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Audio {
    Alsa,
    Jack,
    Oss,
    Portaudio,
    #[value(alias = "none")]
    Dummy,
}

impl Audio {
    fn flag(self) -> &'static str {
        match self {
            Self::Alsa => "-alsa",
            Self::Jack => "-jack",
            Self::Oss => "-oss",
            Self::Portaudio => "-pa",
            Self::Dummy => "-noaudio",
        }
    }
}

fn block(text: &str) -> Result<u32, String> {
    let size = text.parse().ok();
    let size = size.filter(|size: &u32| size.is_power_of_two() && (16..=4096).contains(size));
    size.ok_or_else(|| "a power of two from 16 to 4096".into())
}

pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let mut options = options(arguments)?;
    let mut trouble = None;
    let config = arguments.place.config().map_or_else(
        |failure| {
            trouble = Some(Notice::new(
                failure.to_string(),
                "The usual inputs play. Mend the file and switch the module off and on",
            ));
            Config::usual()
        },
        |(config, _)| config,
    );
    // With a screen it depends on the page what a press does.
    options.button_retries = config.board.screen.is_none();
    let mut screen = Screen::new(&config);
    if let Some(trouble) = &trouble {
        eprintln!("nrave-module: {trouble}");
        screen.tell(trouble);
    }
    Ok(supervisor::run(&options, &mut screen, out)?)
}

/// How the supervisor is to run; all paths whole, since Pd may change its folder.
fn options(arguments: &Arguments) -> Result<Options, Failure> {
    let state = whole(&arguments.place.state())?;
    let patch = match &arguments.patch {
        Some(patch) => whole(patch)?,
        None => shipped().unwrap_or_else(|| state.join(PATCH)),
    };
    if arguments.patch.is_none() && !patch.is_file() {
        return Err(Failure::misused(format!(
            "which patch? There is neither {PATCH} beside this program nor {}: name one with \
             --patch FILE",
            patch.display()
        )));
    }
    let folder = patch.parent().unwrap_or(Path::new("/")).to_owned();
    let beside = Some(folder.join(FALL_BACK)).filter(|file| file.is_file());
    let fall_back = arguments.fall_back.as_deref().map(whole).transpose()?;
    let mut audio = vec![arguments.audio.flag().to_owned()];
    if let Some(device) = arguments.device {
        audio.extend(["-audiodev".to_owned(), device.to_string()]);
    }
    let all = |folders: &[PathBuf]| {
        folders
            .iter()
            .map(|f| whole(f))
            .collect::<Result<Vec<_>, _>>()
    };
    let mut paths = vec![folder];
    paths.extend(all(&arguments.paths)?);
    Ok(Options {
        pd: arguments.pd.clone(),
        audio,
        rate: arguments.rate,
        block: arguments.block,
        fall_back: fall_back.or(beside),
        paths,
        flags: arguments.flags.clone(),
        models: all(&arguments.models)?,
        first_model: Some(arguments.first_model.clone()),
        config: arguments.place.config.as_deref().map(whole).transpose()?,
        state,
        ..Options::new(patch)
    })
}

fn whole(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path)
        .map_err(|error| Failure::misused(format!("{}: {error}", path.display())))
}

/// The patch that comes with the program: beside it, or where systems keep such files.
pub fn shipped() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let places = [folder.to_owned(), folder.join("../share/nrave-module")];
    let mut patches = places.iter().map(|place| place.join(PATCH));
    patches.find(|patch| patch.is_file())
}
