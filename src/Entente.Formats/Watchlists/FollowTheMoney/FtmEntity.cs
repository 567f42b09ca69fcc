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
/// properties of <see cref="FtmProperty"/> only; reading stops as soon as the schema is known to be neither subject nor document.
/// </summary>
internal sealed class FtmEntity
{
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

    private readonly List<string>[] _values = [.. Enum.GetValues<FtmProperty>().Select(_ => new List<string>())];

    /// <summary>Identifier; empty where the line has none.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The name that the source shows; empty where there is none.</summary>
    public string Caption { get; private set; } = "";

    /// <summary>Schema; empty where the line has none.</summary>
    public string Schema { get; private set; } = "";

    /// <summary>Whether the source lists the entity, or has it only because of another; null where it does not say.</summary>
    public bool? Target { get; private set; }

    /// <summary>True where the line has properties that must not be kept.</summary>
    public bool HasSensitive { get; private set; }

    /// <summary>True where the schema is that of a subject or of a document.</summary>
    public bool IsOfInterest => FtmSchemas.SubjectKindOf(Schema) is not null || FtmSchemas.IsDocument(Schema);

    /// <summary>The values of a property.</summary>
    public IReadOnlyList<string> this[FtmProperty property] => _values[(int)property];

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
            if (Schema.Length > 0 && !IsOfInterest)
            {
                return;
            }
        }
        // Throws where anything follows the object.
        json.Read();
    }

    private void Clear()
    {
        (Id, Caption, Schema, Target, HasSensitive) = ("", "", "", null, false);
        foreach (var values in _values)
        {
            values.Clear();
        }
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("id"u8))
        {
            Id = ReadString(ref json);
        }
        else if (json.ValueTextEquals("caption"u8))
        {
            Caption = ReadString(ref json);
        }
        else if (json.ValueTextEquals("schema"u8))
        {
            Schema = ReadString(ref json);
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
    private static void ReadValues(ref Utf8JsonReader json, List<string> values)
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

    private static void ReadValue(ref Utf8JsonReader json, List<string> values)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            values.Add(json.GetString() ?? "");
        }
        else
        {
            json.Skip();
        }
    }

    private static string ReadString(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString() ?? "";
        }
        json.Skip();
        return "";
    }
}
