using System.Text.Json;

namespace Entente.Formats.Watchlists.FollowTheMoney;

/// <summary>The properties that are read; the names are those of the ontology.</summary>
internal enum FtmProperty
{
    Name,
    Alias,
    WeakAlias,
    PreviousName,
    FirstName,
    LastName,
    BirthDate,
    Nationality,
    Citizenship,
    Country,
    Gender,
    PassportNumber,
    IdNumber,
    Topics,
    Holder,
    Number,
    Type,

    /// <summary>Ethnicity, religion, politics: seen, never kept.</summary>
    Sensitive,
}

/// <summary>
/// One line of a FollowTheMoney file, taken apart. The object is used again for the next line. Values are kept for the
/// properties of <see cref="FtmProperty"/> only, as characters of one buffer and not as strings, since most of them are
/// refused or only looked at; they are valid until the next line is read. Reading stops as soon as the schema is known to be
/// neither subject nor document.
/// </summary>
internal sealed class FtmEntity
{
#if DEBUG
    private const int FirstTextLength = 16;
#else
    private const int FirstTextLength = 16 * 1024;
#endif

    private static readonly (byte[] Name, FtmProperty Property)[] Properties =
    [
        ("name"u8.ToArray(), FtmProperty.Name),
        ("alias"u8.ToArray(), FtmProperty.Alias),
        ("weakAlias"u8.ToArray(), FtmProperty.WeakAlias),
        ("previousName"u8.ToArray(), FtmProperty.PreviousName),
        ("firstName"u8.ToArray(), FtmProperty.FirstName),
        ("lastName"u8.ToArray(), FtmProperty.LastName),
        ("birthDate"u8.ToArray(), FtmProperty.BirthDate),
        ("nationality"u8.ToArray(), FtmProperty.Nationality),
        ("citizenship"u8.ToArray(), FtmProperty.Citizenship),
        ("country"u8.ToArray(), FtmProperty.Country),
        ("gender"u8.ToArray(), FtmProperty.Gender),
        ("passportNumber"u8.ToArray(), FtmProperty.PassportNumber),
        ("idNumber"u8.ToArray(), FtmProperty.IdNumber),
        ("topics"u8.ToArray(), FtmProperty.Topics),
        ("holder"u8.ToArray(), FtmProperty.Holder),
        ("number"u8.ToArray(), FtmProperty.Number),
        ("type"u8.ToArray(), FtmProperty.Type),
        ("ethnicity"u8.ToArray(), FtmProperty.Sensitive),
        ("religion"u8.ToArray(), FtmProperty.Sensitive),
        ("political"u8.ToArray(), FtmProperty.Sensitive),
    ];

    private readonly List<(int Start, int Length)>[] _values = [.. Enum.GetValues<FtmProperty>().Select(_ => new List<(int, int)>())];

    private char[] _text = new char[FirstTextLength];
    private int _textLength;
    private (int Start, int Length) _id;
    private (int Start, int Length) _caption;
    private (int Start, int Length) _schema;

    /// <summary>Identifier; empty where the line has none.</summary>
    public ReadOnlySpan<char> Id => Text(_id);

    /// <summary>The name that the source shows; empty where there is none.</summary>
    public ReadOnlySpan<char> Caption => Text(_caption);

    /// <summary>Schema; empty where the line has none.</summary>
    public ReadOnlySpan<char> Schema => Text(_schema);

    /// <summary>Whether the source lists the entity, or has it only because of another; null where it does not say.</summary>
    public bool? Target { get; private set; }

    /// <summary>True where the line has properties that must not be kept.</summary>
    public bool HasSensitive { get; private set; }

    /// <summary>The values of a property.</summary>
    public Values this[FtmProperty property] => new(this, _values[(int)property]);

    /// <summary>Takes one line apart.</summary>
    /// <exception cref="JsonException">The line is not a JSON object.</exception>
    /// <exception cref="InvalidOperationException">A text in it is not UTF-8.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        Clear();
        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The line is not an object.");
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref json);
            if (!Schema.IsEmpty && FtmSchemas.SubjectKindOf(Schema) is null && !FtmSchemas.IsDocument(Schema))
            {
                return;
            }
        }
        // Throws where anything follows the object.
        json.Read();
    }

    private void Clear()
    {
        (_id, _caption, _schema, Target, HasSensitive, _textLength) = (default, default, default, null, false, 0);
        foreach (var values in _values)
        {
            values.Clear();
        }
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("id"u8))
        {
            _id = ReadString(ref json);
        }
        else if (json.ValueTextEquals("caption"u8))
        {
            _caption = ReadString(ref json);
        }
        else if (json.ValueTextEquals("schema"u8))
        {
            _schema = ReadString(ref json);
        }
        else if (json.ValueTextEquals("target"u8))
        {
            json.Read();
            Target = json.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
            json.Skip();
        }
        else if (json.ValueTextEquals("properties"u8))
        {
            ReadProperties(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadProperties(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (PropertyOf(ref json))
            {
                case null:
                    json.Skip();
                    break;
                case FtmProperty.Sensitive:
                    HasSensitive = true;
                    json.Skip();
                    break;
                case { } property:
                    ReadValues(ref json, _values[(int)property]);
                    break;
            }
        }
    }

    private static FtmProperty? PropertyOf(ref Utf8JsonReader json)
    {
        foreach (var (name, property) in Properties)
        {
            if (json.ValueTextEquals(name))
            {
                return property;
            }
        }
        return null;
    }

    /// <summary>An array of strings, as the ontology wants, or one string, as some write; values of other types are passed over.</summary>
    private void ReadValues(ref Utf8JsonReader json, List<(int Start, int Length)> values)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            ReadValue(ref json, values);
            return;
        }
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            ReadValue(ref json, values);
        }
    }

    private void ReadValue(ref Utf8JsonReader json, List<(int Start, int Length)> values)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            values.Add(Keep(ref json));
        }
        else
        {
            json.Skip();
        }
    }

    private (int Start, int Length) ReadString(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return Keep(ref json);
        }
        json.Skip();
        return default;
    }

    /// <summary>Puts the characters of the current string behind those that are there; a byte makes at most one.</summary>
    private (int Start, int Length) Keep(ref Utf8JsonReader json)
    {
        var needed = _textLength + json.ValueSpan.Length;
        if (needed > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(needed, _text.Length * 2));
        }
        var value = (Start: _textLength, Length: json.CopyString(_text.AsSpan(_textLength)));
        _textLength += value.Length;
        return value;
    }

    private ReadOnlySpan<char> Text((int Start, int Length) value) => _text.AsSpan(value.Start, value.Length);

    /// <summary>The values of one property, in the order of the line.</summary>
    internal ref struct Values(FtmEntity entity, List<(int Start, int Length)> values)
    {
        private int _next;

        /// <summary>How many there are.</summary>
        public readonly int Count => values.Count;

        /// <summary>The first; empty where there is none.</summary>
        public readonly ReadOnlySpan<char> First => Count == 0 ? [] : entity.Text(values[0]);

        /// <summary>The one at which a loop stands.</summary>
        public readonly ReadOnlySpan<char> Current => entity.Text(values[_next - 1]);

        /// <summary>Goes to the next.</summary>
        public bool MoveNext() => ++_next <= values.Count;

        /// <summary>Begins a loop.</summary>
        public readonly Values GetEnumerator() => this;

        /// <summary>The values as strings.</summary>
        public readonly string[] ToArray()
        {
            var texts = new string[Count];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = entity.Text(values[i]).ToString();
            }
            return texts;
        }
    }
}
