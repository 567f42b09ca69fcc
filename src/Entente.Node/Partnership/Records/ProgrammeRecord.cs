using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Partnership.Records;

/// <summary>A record of the partnership in its newest version.</summary>
/// <param name="Id">Its id, the same at every service that has it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Owner">Code of the partner that owns it; blank for this service.</param>
/// <param name="Version">From 1.</param>
/// <param name="Content">What it says.</param>
/// <param name="Handling">Its handling codes, such as TLP:AMBER.</param>
/// <param name="Source">From where this version came: blank for typed in, import:ID, report:ID, partner:CODE.</param>
/// <param name="Ground">On which ground it is kept.</param>
/// <param name="ChangedAt">When this version was made.</param>
/// <param name="ChangedBy">Opaque id of who made it.</param>
internal sealed record ProgrammeRecord(string Id, RecordKind Kind, string Owner, long Version, RecordContent Content, string Handling, string Source, Ground Ground, DateTimeOffset ChangedAt, string ChangedBy)
{
    /// <summary>Whether it is this service's own, which alone changes it.</summary>
    public bool IsOwn => Owner.Length == 0;

    /// <summary>What it is called.</summary>
    public string Title => Content[Kind.Title];

    /// <summary>The date by which it stands in time; null where it has none.</summary>
    public PartialDate? On => Kind.On.Length > 0 ? PartialDate.Find(Content[Kind.On]) : null;
}
