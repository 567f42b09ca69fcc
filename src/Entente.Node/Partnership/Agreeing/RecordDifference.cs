using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>In which fields two contents of one kind differ.</summary>
internal static class RecordDifference
{
    /// <summary>Names of fields whose values or rows differ, in the order of their names; evidence is not compared.</summary>
    public static IReadOnlyList<string> Between(RecordContent one, RecordContent other) =>
    [
        .. one.Fields.Keys.Union(other.Fields.Keys, StringComparer.Ordinal).Where(f => one[f] != other[f])
            .Concat(one.Rows.Keys.Union(other.Rows.Keys, StringComparer.Ordinal).Where(f => !Same(one.RowsOf(f), other.RowsOf(f)))).Order(StringComparer.Ordinal),
    ];

    private static bool Same(IReadOnlyList<SortedDictionary<string, string>> one, IReadOnlyList<SortedDictionary<string, string>> other) => one.Count == other.Count && one.Zip(other).All(pair => pair.First.SequenceEqual(pair.Second));
}
