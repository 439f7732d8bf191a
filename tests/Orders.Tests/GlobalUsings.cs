// An attribute's name with the values chosen or offered, in the order the shop lists them: {"color": ["navy", "white"]}.
global using AttributeValues = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyList<string>>;
