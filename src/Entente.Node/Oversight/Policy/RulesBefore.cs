using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;

namespace Entente.Node.Oversight.Policy;

/// <summary>Rules that were in force before those of now, as <see cref="PolicyWatch"/> kept them: versions and hashes, no text.</summary>
/// <param name="Until">Until when.</param>
/// <param name="Screening">Version of the screening policy.</param>
/// <param name="Changed">Which parts the next rules changed.</param>
internal sealed record RulesBefore(DateTimeOffset Until, string Screening, IReadOnlyList<string> Changed)
{
    private const int Most = 50;

    /// <summary>The newest of them, the latest first.</summary>
    public static IReadOnlyList<RulesBefore> Of(DbConnection connection)
    {
        var after = Parse(NodeFacts(connection));
        var found = new List<RulesBefore>();
        foreach (var row in connection.Query<Row>($"SELECT name, value FROM node_fact WHERE name LIKE '{PolicyWatch.Until}%' ORDER BY name DESC LIMIT {Most}"))
        {
            var before = Parse(row.Value);
            found.Add(new RulesBefore(
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row.Name[PolicyWatch.Until.Length..], NumberStyles.None, CultureInfo.InvariantCulture)),
                before.GetValueOrDefault("Screening", ""),
                [.. after.Where(a => before.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key).Order(StringComparer.Ordinal)]));
            after = before;
        }

        return found;
    }

    private static string NodeFacts(DbConnection connection) => Storage.NodeFacts.Find(connection, PolicyWatch.Fact) ?? "{}";

    private static Dictionary<string, string> Parse(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
