using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Screening.Subjects;

namespace Entente.Node.Storage;

/// <summary>Subjects, travellers and listings as JSON, for sealing. What was written once is read for as long as it is kept, so names of members stay.</summary>
internal static class SubjectJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter(), new CountryJson(), new BirthDateJson() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The bytes of a value.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>The text of a value, for columns that are not sealed.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>The value of a text that <see cref="Text"/> made.</summary>
    /// <exception cref="JsonException">It is another.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("A stored record holds nothing.");

    /// <summary>The value of bytes that <see cref="Write"/> made.</summary>
    /// <exception cref="JsonException">They are others.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException("A sealed record holds nothing.");

    private sealed class CountryJson : JsonConverter<Country>
    {
        public override Country Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Country value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }

    private sealed class BirthDateJson : JsonConverter<BirthDate>
    {
        public override BirthDate? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options) ?? throw new JsonException("A birth date is null.");
            var date = parts.To > parts.From ? BirthDate.Between(parts.From, parts.To) : BirthDate.Of(parts.From, parts.Month, parts.Day);
            return date is null ? throw new JsonException("A birth date has impossible parts.") : date with { Approximate = parts.Approximate };
        }

        public override void Write(Utf8JsonWriter writer, BirthDate value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Parts(value.YearFrom, value.YearTo, value.Month, value.Day, value.Approximate), options);

        private sealed record Parts(int From, int To, int? Month, int? Day, bool Approximate);
    }
}
