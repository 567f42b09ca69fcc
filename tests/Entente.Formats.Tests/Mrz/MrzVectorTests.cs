using System.Text.Json;
using Entente.Formats.Mrz;

namespace Entente.Formats.Tests.Mrz;

/// <summary>Published specimen zones with independently computed verdicts; they lie outside the repository.</summary>
public sealed class MrzVectorTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Every_published_specimen_gets_the_verdicts_that_were_computed_for_it()
    {
        var vectors = File.ReadLines(RealData.Path("mrz/mrz_vectors.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var wrong = new List<string>();
        foreach (var (vector, index) in vectors.Select((vector, index) => (vector, index)))
        {
            var document = MrzReader.Read(string.Join('\n', Lines(vector)), Today);
            document.Format.ShouldBe(FormatOf(vector.GetProperty("format").GetString()), $"vector {index}");
            wrong.AddRange(vector.GetProperty("checks").EnumerateObject()
                .Where(check => check.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                .Where(check => !Agrees(document, check.Name, check.Value.GetBoolean()))
                .Select(check => $"vector {index}: {check.Name} is {VerdictOn(document, check.Name)}, computed {check.Value}"));
        }

        vectors.Count.ShouldBe(62);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_published_name_field_divides_as_the_standard_divides_it()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(RealData.Path("mrz/name_vectors.json")));
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var field = Text(vector, "mrz");
            var name = MrzReader.Read(Zones.WithName(Text(vector, "format"), field), Today).Name;
            var parts = field.TrimEnd('<').Split("<<");
            name.Primary.ShouldBe(parts[0].Replace('<', ' '));
            name.Secondary.ShouldBe(parts.Length > 1 ? parts[1].Replace('<', ' ') : "");
            name.Truncated.ShouldBe(char.IsAsciiLetter(field[^1]), Text(vector, "note"));
        }
    }

    /// <summary>
    /// The verdicts were computed by arithmetic alone, which some letters in dates satisfy (BB0911, 2ZZ716). Such a field must not pass as
    /// read; and a wrong digit may come right by a repair, but must not pass as read either.
    /// </summary>
    private static bool Agrees(MrzDocument document, string check, bool computed) => VerdictOn(document, check) switch
    {
        MrzCheck.Passed or MrzCheck.Absent => computed,
        MrzCheck.PassedAfterRepair => document.Findings.Any(finding => finding.Code == "mrz-digit-repaired"),
        _ => !computed || document.Findings.Any(finding => finding.Code == "mrz-digit-repaired"),
    };

    private static MrzCheck VerdictOn(MrzDocument document, string check) => check switch
    {
        "document_number" or "document_number_long" or "doc" => document.Checks.Number,
        "birth" => document.Checks.BirthDate,
        "expiry" => document.Checks.ExpiryDate,
        "personal" => document.Checks.PersonalNumber,
        "composite" => document.Checks.Composite,
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "An unknown verdict."),
    };

    private static MrzFormat FormatOf(string? format) => format switch
    {
        "FRID" => MrzFormat.FrenchIdentityCard,
        "MRVA" => MrzFormat.MrvA,
        "MRVB" => MrzFormat.MrvB,
        _ => Enum.Parse<MrzFormat>(format ?? "", ignoreCase: true),
    };

    private static IEnumerable<string> Lines(JsonElement vector) =>
        vector.GetProperty("lines").EnumerateArray().Select(line => line.GetString() ?? "");

    private static string Text(JsonElement vector, string property) => vector.GetProperty(property).GetString() ?? "";
}
