using System.Text.Json;
using Entente.Reports.Proposals;

namespace Entente.Reports.Tests.Scoring;

/// <summary>What a careful reader finds in a report, written before the reader was run on it.</summary>
/// <param name="Name">The report's file name.</param>
/// <param name="Language">en, fr, es or ar.</param>
/// <param name="Facts">What has to be proposed.</param>
/// <param name="Also">What may be proposed, since the text carries it, and need not be.</param>
internal sealed record ExpectedReport(string Name, string Language, IReadOnlyList<ExpectedFact> Facts, IReadOnlyList<ExpectedFact> Also)
{
    /// <summary>The reports of a folder beside the tests, each with its expectation.</summary>
    public static IEnumerable<(ExpectedReport Expected, string Path)> Of(string folder)
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Reports", folder);
        foreach (var file in Directory.EnumerateFiles(root, "*.expected.json").Order(StringComparer.Ordinal))
        {
            var stem = file[..^".expected.json".Length];
            var report = File.Exists(stem + ".html") ? stem + ".html" : stem + ".txt";
            yield return (Read(Path.GetFileName(report), File.ReadAllText(file)), report);
        }
    }

    /// <summary>Reads an expectation.</summary>
    public static ExpectedReport Read(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(name, root.GetProperty("language").GetString()!, FactsOf(root, "facts"), FactsOf(root, "also"));
    }

    private static List<ExpectedFact> FactsOf(JsonElement root, string name) => !root.TryGetProperty(name, out var facts) ? [] :
        [.. facts.EnumerateArray().Select(fact => new ExpectedFact(
            Enum.Parse<ProposalKind>(fact.GetProperty("kind").GetString()!, ignoreCase: true),
            fact.GetProperty("sentence").GetString()!,
            fact.TryGetProperty("fields", out var fields) ? [.. fields.EnumerateObject().SelectMany(FieldsOf)] : []))];

    /// <summary>A list is alternatives, unless its items begin with =, when each is wanted.</summary>
    private static IEnumerable<ExpectedField> FieldsOf(JsonProperty field)
    {
        if (field.Value.ValueKind != JsonValueKind.Array)
        {
            return [new(field.Name, [Text(field.Value)])];
        }

        var items = field.Value.EnumerateArray().Select(Text).ToList();
        return items.TrueForAll(i => i is ['=', ..]) ? items.Select(i => new ExpectedField(field.Name, [i![1..]])) : [new(field.Name, items)];
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object when value.TryGetProperty("unit", out var unit) => FieldValue.Share(value.GetProperty("amount").GetDecimal(), unit.GetString()!).ToString(),
        JsonValueKind.Object => FieldValue.Money(value.GetProperty("amount").GetDecimal(), value.GetProperty("currency").GetString()!).ToString(),
        _ => value.GetString(),
    };
}

/// <summary>One fact: its kind, words of the sentence that tells it, and its fields.</summary>
internal sealed record ExpectedFact(ProposalKind Kind, string Sentence, IReadOnlyList<ExpectedField> Fields);

/// <summary>One value of a field, in any of the given spellings; null where it has to stay open.</summary>
internal sealed record ExpectedField(string Name, IReadOnlyList<string?> Values);
