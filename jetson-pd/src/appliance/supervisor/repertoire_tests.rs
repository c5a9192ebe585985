use super::*;

fn found(names: &[(&str, Place)]) -> Found {
    let models = names.iter().map(|(name, place)| Model {
        name: (*name).to_owned(),
        path: format!("/models/{name}.nrave").into(),
        place: *place,
    });
    Found {
        models: models.collect(),
        patch: None,
    }
}

fn shipped() -> Found {
    found(&[("digits", Place::Shipped), ("strings", Place::Shipped)])
}

fn repertoire(model: Option<&str>, found: Found) -> Repertoire {
    let settings = Settings {
        model: model.map(str::to_owned),
        ..Settings::default()
    };
    let mut repertoire = Repertoire::new(settings, None, "/nowhere".into());
    repertoire.set_found(found);
    repertoire.started(false);
    repertoire
}

/// What was told, as lines, and how many notices came.
fn taken(repertoire: &mut Repertoire) -> (Vec<String>, usize) {
    let (messages, notices) = repertoire.take();
    (
        messages.iter().map(ToPd::to_string).collect(),
        notices.len(),
    )
}

fn said(repertoire: &mut Repertoire, line: &str) {
    let words: Vec<_> = line.split(' ').map(str::to_owned).collect();
    repertoire.said(&words);
}

#[test]
fn a_start_brings_back_what_was_remembered() {
    let mut repertoire = repertoire(Some("strings"), shipped());
    said(&mut repertoire, "remember morph 0.25 b");
    said(&mut repertoire, "volume 0.5");
    assert_eq!(taken(&mut repertoire).0, [] as [&str; 0]);
    repertoire.greet();
    let wanted = [
        "volume 0.5",
        "recall morph 0.25 b",
        "load /models/strings.nrave",
    ];
    assert_eq!(
        taken(&mut repertoire),
        (wanted.map(str::to_owned).to_vec(), 0)
    );
    repertoire.greet();
    assert!(taken(&mut repertoire).0.is_empty());
}

#[test]
fn a_missing_model_is_replaced_and_told_but_not_forgotten() {
    let mut repertoire = repertoire(Some("choir"), shipped());
    repertoire.greet();
    let (told, notices) = taken(&mut repertoire);
    assert_eq!(told.last().unwrap(), "load /models/digits.nrave");
    assert_eq!(notices, 1);
    said(&mut repertoire, "loaded digits forward");
    assert_eq!(repertoire.settings().model.as_deref(), Some("choir"));
    // Its stick comes.
    repertoire.set_found(found(&[
        ("choir", Place::Stick),
        ("digits", Place::Shipped),
    ]));
    let (told, notices) = taken(&mut repertoire);
    assert_eq!(
        (told, notices),
        (vec!["load /models/choir.nrave".to_owned()], 0)
    );
    // Its stick goes: it plays on.
    repertoire.set_found(shipped());
    assert_eq!(taken(&mut repertoire), (vec![], 0));
}

#[test]
fn a_model_that_cant_be_loaded_is_replaced_until_none_is_left() {
    let mut repertoire = repertoire(Some("strings"), shipped());
    repertoire.greet();
    taken(&mut repertoire);
    said(&mut repertoire, "error strings.nrave: no manifest");
    let (told, notices) = taken(&mut repertoire);
    assert_eq!(
        (told, notices),
        (vec!["load /models/digits.nrave".to_owned()], 1)
    );
    said(&mut repertoire, "error digits.nrave: no manifest");
    assert_eq!(taken(&mut repertoire), (vec![], 2));
    said(&mut repertoire, "error something else");
    assert_eq!(taken(&mut repertoire), (vec![], 1));
}

#[test]
fn an_error_of_something_else_leaves_the_model() {
    let mut repertoire = repertoire(Some("strings"), shipped());
    repertoire.greet();
    taken(&mut repertoire);
    said(&mut repertoire, "error no such table");
    assert_eq!(taken(&mut repertoire), (vec![], 1));
    said(&mut repertoire, "loaded strings forward");
    said(&mut repertoire, "error strings.nrave has no pitch");
    assert_eq!(taken(&mut repertoire), (vec![], 1));
    assert_eq!(repertoire.model(), Some("strings"));
}

#[test]
fn a_choice_is_remembered_whoever_makes_it() {
    let mut repertoire = repertoire(None, shipped());
    repertoire.greet();
    // What the patch loads of its own accord while it starts is no choice.
    said(&mut repertoire, "loaded strings forward");
    assert_eq!(repertoire.settings().model, None);
    said(&mut repertoire, "loaded /models/digits.nrave forward");
    said(&mut repertoire, "loaded strings forward");
    assert_eq!(repertoire.settings().model.as_deref(), Some("strings"));
    taken(&mut repertoire);
    repertoire.load("digits");
    assert_eq!(repertoire.settings().model.as_deref(), Some("digits"));
    assert_eq!(taken(&mut repertoire).0, ["load /models/digits.nrave"]);
    repertoire.load("choir");
    assert_eq!(taken(&mut repertoire), (vec![], 1));
}

#[test]
fn the_fall_back_patch_gets_a_shipped_model() {
    let found = found(&[("broken", Place::Stick), ("digits", Place::Shipped)]);
    let mut repertoire = repertoire(Some("broken"), found);
    repertoire.started(true);
    repertoire.greet();
    let (told, notices) = taken(&mut repertoire);
    assert_eq!(told.last().unwrap(), "load /models/digits.nrave");
    assert_eq!(notices, 0);
    assert_eq!(repertoire.settings().model.as_deref(), Some("broken"));
}

#[test]
fn without_models_the_person_is_asked_for_some() {
    let mut repertoire = repertoire(None, Found::default());
    repertoire.greet();
    let (told, notices) = taken(&mut repertoire);
    assert_eq!((told.len(), notices), (1, 1));
    repertoire.set_found(shipped());
    assert_eq!(taken(&mut repertoire).0, ["load /models/digits.nrave"]);
}

#[test]
fn nonsense_changes_nothing() {
    let mut repertoire = repertoire(None, shipped());
    for line in [
        "",
        "loaded",
        "volume",
        "volume NaN",
        "volume x",
        "remember",
        "what 1",
    ] {
        said(&mut repertoire, line);
    }
    assert_eq!(*repertoire.settings(), Settings::default());
}
