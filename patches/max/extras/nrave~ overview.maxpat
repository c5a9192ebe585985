{
	"patcher" : 	{
		"fileversion" : 1,
		"appversion" : 		{
			"major" : 8,
			"minor" : 6,
			"revision" : 0,
			"architecture" : "x64",
			"modernui" : 1
		}
,
		"classnamespace" : "box",
		"rect" : [ 100.0, 100.0, 860.0, 580.0 ],
		"gridsize" : [ 15.0, 15.0 ],
		"boxes" : [ 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.137, 0.2, 0.271, 1.0 ],
					"border" : 0,
					"id" : "obj-1",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 0.0, 0.0, 860.0, 50.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 26.0,
					"id" : "obj-2",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 12.0, 8.0, 99.82469999999999, 37.0 ],
					"text" : "nrave~",
					"textcolor" : [ 0.957, 0.945, 0.918, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 15.0,
					"id" : "obj-3",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 121.82469999999999, 16.0, 726.1753, 24.0 ],
					"text" : "plays neural synthesizers",
					"textcolor" : [ 0.957, 0.945, 0.918, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.137, 0.2, 0.271, 1.0 ],
					"border" : 0,
					"id" : "obj-4",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 64.0, 832.0, 24.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.922, 0.902, 0.855, 1.0 ],
					"border" : 0,
					"id" : "obj-5",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 64.0, 832.0, 224.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-6",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 20.0, 65.0, 820.0, 22.0 ],
					"text" : "objects: option-click one (macOS) or alt-click it (Windows) for its help",
					"textcolor" : [ 0.957, 0.945, 0.918, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontsize" : 13.0,
					"id" : "obj-7",
					"maxclass" : "newobj",
					"numinlets" : 7,
					"numoutlets" : 2,
					"outlettype" : [ "signal", "" ],
					"patching_rect" : [ 34.0, 100.0, 260.0, 23.0 ],
					"text" : "nrave~ strings @enable 0"
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-8",
					"linecount" : 3,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 310.0, 96.0, 530.0, 51.0 ],
					"text" : "A sound goes in, and a model that was trained on other sounds plays it back in its own voice. Loudness, brightness and pitch of what it plays are knobs: they follow what you play until you lean on them, by hand, by message or by signal.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontsize" : 13.0,
					"id" : "obj-9",
					"maxclass" : "newobj",
					"numinlets" : 7,
					"numoutlets" : 2,
					"outlettype" : [ "multichannelsignal", "" ],
					"patching_rect" : [ 34.0, 162.0, 260.0, 23.0 ],
					"text" : "mc.nrave~ strings @enable 0"
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-10",
					"linecount" : 2,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 310.0, 158.0, 530.0, 37.0 ],
					"text" : "As nrave~, with an instrument for each channel of what goes in: a chord, a choir, a kit. Every inlet and every signal outlet carries all voices; the model is read once for all of them.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontsize" : 13.0,
					"id" : "obj-11",
					"maxclass" : "newobj",
					"numinlets" : 1,
					"numoutlets" : 2,
					"outlettype" : [ "dictionary", "" ],
					"patching_rect" : [ 34.0, 224.0, 260.0, 23.0 ],
					"text" : "nrave.info strings"
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-12",
					"linecount" : 2,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 310.0, 220.0, 530.0, 37.0 ],
					"text" : "Reads what a model file says about itself, without playing it: methods, inlets, attributes and their ranges, pitch, and the card with the training sounds and their licence.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.137, 0.2, 0.271, 1.0 ],
					"border" : 0,
					"id" : "obj-13",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 300.0, 832.0, 24.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.922, 0.902, 0.855, 1.0 ],
					"border" : 0,
					"id" : "obj-14",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 300.0, 832.0, 142.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-15",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 20.0, 301.0, 820.0, 22.0 ],
					"text" : "models",
					"textcolor" : [ 0.957, 0.945, 0.918, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-16",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 30.0, 332.0, 110.0, 22.0 ],
					"text" : "digits",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-17",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 146.0, 332.0, 690.0, 22.0 ],
					"text" : "The Free Spoken Digit Dataset (CC BY-SA 4.0): ten spoken digits, six speakers, telephone bandwidth.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-18",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 30.0, 366.0, 110.0, 22.0 ],
					"text" : "drums",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-19",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 146.0, 366.0, 690.0, 22.0 ],
					"text" : "The Open Source Drum Kit by Real Music Media: single hits of kick, snare, toms, rimshot and sidestick, free samples.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-20",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 30.0, 400.0, 110.0, 22.0 ],
					"text" : "strings",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-21",
					"linecount" : 2,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 146.0, 400.0, 690.0, 37.0 ],
					"text" : "Violin, viola, cello and double bass: single notes, all dynamics, from the Philharmonia Orchestra's sound samples, which are free for any use, commercial work included, and must not be redistributed as samples.",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.137, 0.2, 0.271, 1.0 ],
					"border" : 0,
					"id" : "obj-22",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 454.0, 832.0, 24.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"angle" : 270.0,
					"background" : 1,
					"bgcolor" : [ 0.922, 0.902, 0.855, 1.0 ],
					"border" : 0,
					"id" : "obj-23",
					"maxclass" : "panel",
					"mode" : 0,
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 14.0, 454.0, 832.0, 112.0 ],
					"proportion" : 0.5,
					"rounded" : 0
				}

			}
, 			{
				"box" : 				{
					"fontface" : 1,
					"fontsize" : 13.0,
					"id" : "obj-24",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 20.0, 455.0, 820.0, 22.0 ],
					"text" : "patches",
					"textcolor" : [ 0.957, 0.945, 0.918, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontsize" : 13.0,
					"id" : "obj-25",
					"maxclass" : "message",
					"numinlets" : 2,
					"numoutlets" : 1,
					"outlettype" : [ "" ],
					"patching_rect" : [ 34.0, 490.0, 160.0, 23.0 ],
					"text" : "load nrave-demo.maxpat"
				}

			}
, 			{
				"box" : 				{
					"fontsize" : 13.0,
					"id" : "obj-26",
					"maxclass" : "newobj",
					"numinlets" : 1,
					"numoutlets" : 1,
					"outlettype" : [ "" ],
					"patching_rect" : [ 34.0, 526.0, 65.0, 23.0 ],
					"text" : "pcontrol"
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-27",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 230.0, 491.0, 610.0, 22.0 ],
					"text" : "the demo: a recording through the strings model, one attribute after the other swept",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
, 			{
				"box" : 				{
					"fontface" : 0,
					"fontsize" : 13.0,
					"id" : "obj-28",
					"linecount" : 1,
					"maxclass" : "comment",
					"numinlets" : 1,
					"numoutlets" : 0,
					"patching_rect" : [ 230.0, 527.0, 610.0, 22.0 ],
					"text" : "devices/nrave.amxd in the package's folder is an audio effect for Live",
					"textcolor" : [ 0.137, 0.2, 0.271, 1.0 ]
				}

			}
 ],
		"lines" : [ 			{
				"patchline" : 				{
					"destination" : [ "obj-26", 0 ],
					"source" : [ "obj-25", 0 ]
				}

			}
 ],
		"dependency_cache" : [  ],
		"autosave" : 0,
		"default_fontsize" : 13.0,
		"editing_bgcolor" : [ 0.8, 0.8, 0.79, 1.0 ],
		"locked_bgcolor" : [ 0.8, 0.8, 0.79, 1.0 ]
	}

}
