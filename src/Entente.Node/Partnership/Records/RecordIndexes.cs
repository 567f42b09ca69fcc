using System.Collections.Frozen;

namespace Entente.Node.Partnership.Records;

/// <summary>Something that is derived of the records of one kind, and stays as long as none of them changes.</summary>
internal interface IRecordIndex<TSelf>
    where TSelf : class, IRecordIndex<TSelf>
{
    /// <summary>Derives it.</summary>
    /// <param name="records">The records of a kind, by title.</param>
    static abstract TSelf Of(IReadOnlyList<ProgrammeRecord> records);
}

/// <summary>Records by those that they refer to.</summary>
internal sealed class ReferenceIndex : IRecordIndex<ReferenceIndex>
{
    private readonly ILookup<string, ProgrammeRecord> _byTarget;

    private ReferenceIndex(ILookup<string, ProgrammeRecord> byTarget) => _byTarget = byTarget;

    /// <inheritdoc />
    public static ReferenceIndex Of(IReadOnlyList<ProgrammeRecord> records) => new(records
        .SelectMany(r => r.Kind.Fields.Where(f => f.Type == FieldType.Reference).Select(f => r.Content[f.Name]).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Select(id => (Target: id, Record: r)))
        .ToLookup(r => r.Target, r => r.Record, StringComparer.Ordinal));

    /// <summary>Those that refer to a record, by title.</summary>
    public IEnumerable<ProgrammeRecord> To(string id) => _byTarget[id];
}

/// <summary>Records by the States, services and offices that they name as parties, in whatever letters.</summary>
internal sealed class PartyIndex : IRecordIndex<PartyIndex>
{
    private readonly ILookup<string, ProgrammeRecord> _byName;

    private PartyIndex(ILookup<string, ProgrammeRecord> byName) => _byName = byName;

    /// <inheritdoc />
    public static PartyIndex Of(IReadOnlyList<ProgrammeRecord> records) =>
        new(records.SelectMany(r => NamesOf(r).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (Name: name, Record: r))).ToLookup(r => r.Name, r => r.Record, StringComparer.OrdinalIgnoreCase));

    /// <summary>Those that name somebody.</summary>
    public IEnumerable<ProgrammeRecord> Naming(string name) => _byName[name];

    private static IEnumerable<string> NamesOf(ProgrammeRecord record) => record.Kind.Parties.SelectMany(party => party.Split('.') is [var rows, var column]
        ? record.Content.RowsOf(rows).Select(row => row.GetValueOrDefault(column, ""))
        : record.Content.LinesOf(party)).Where(name => name.Length > 0);
}

/// <summary>Vettings by the unit, in whatever letters it is written.</summary>
internal sealed class VettingIndex : IRecordIndex<VettingIndex>
{
    private readonly ILookup<string, ProgrammeRecord> _byUnit;

    private VettingIndex(ILookup<string, ProgrammeRecord> byUnit) => _byUnit = byUnit;

    /// <inheritdoc />
    public static VettingIndex Of(IReadOnlyList<ProgrammeRecord> records) => new(records.ToLookup(r => r.Title, StringComparer.OrdinalIgnoreCase));

    /// <summary>The vettings of a unit.</summary>
    public IEnumerable<ProgrammeRecord> Of(string unit) => _byUnit[unit];
}

/// <summary>Titles that more than one record has, as titles are compared.</summary>
internal sealed class TitleIndex : IRecordIndex<TitleIndex>
{
    private readonly FrozenSet<string> _twice;

    private TitleIndex(FrozenSet<string> twice) => _twice = twice;

    /// <inheritdoc />
    public static TitleIndex Of(IReadOnlyList<ProgrammeRecord> records) =>
        new(records.GroupBy(r => Folded.WordsOf(r.Title), StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether another record of its kind has the same title.</summary>
    public bool IsTwice(ProgrammeRecord record) => _twice.Contains(Folded.WordsOf(record.Title));
}
