using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Agreeing;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Records;

/// <summary>A record as the table holds it.</summary>
internal sealed class RecordRow
{
    public string Id { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Owner { get; init; } = "";
    public long Version { get; init; }
    public long Change { get; init; }
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Handling { get; init; } = "";
    public string Source { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public DateTimeOffset ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The record; null where it is deleted, or of a kind that this node does not know.</summary>
    public ProgrammeRecord? Open(KeyStore keys) =>
        DeletedAt is null && Content is not null && RecordKinds.Find(Kind) is { } kind && keys.Open(KeyId, PlaceOf(Id, Version), Content) is { } plain && RecordContent.Read(plain) is { } content
            ? new(Id, kind, Owner, Version, content, Handling, Source, new Ground(Purpose, LegalBasis), ChangedAt, ChangedBy) : null;

    /// <summary>The place in storage.</summary>
    public static string PlaceOf(string id, long version) => $"programme.content/{id}/{version}";

    /// <summary>The row of an id; null where there is none.</summary>
    public static RecordRow? Find(Work work, string id) => work.Find<RecordRow>("SELECT * FROM programme_record WHERE id = @id", new { id });
}

/// <summary>A version of a record, as the table holds it.</summary>
internal sealed class VersionRow
{
    public string Record { get; init; } = "";
    public long Version { get; init; }
    public byte[]? Content { get; init; }
    public string Handling { get; init; } = "";
    public string Source { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string ByWhom { get; init; } = "";
}

/// <summary>Writes records: the row, its version and the act are one work. Whoever calls has asked <see cref="RecordRules"/>.</summary>
internal sealed class RecordWriter(KeyStore keys, Catalogue catalogue, RecordSender sender)
{
    /// <summary>Makes a record of this service, or takes in one of a partner.</summary>
    /// <param name="work">The work.</param>
    /// <param name="draft">Its kind and what it says.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="id">Its id where it has one already; null for a new one.</param>
    /// <param name="owner">The partner that owns it; blank for this service.</param>
    /// <param name="version">Which version it is.</param>
    public string Create(Work work, RecordDraft draft, Caller by, string? id = null, string owner = "", long version = 1)
    {
        var (made, key) = (id ?? Guid.CreateVersion7(work.Now).ToString("N"), keys.Make());
        work.Execute(
            """
            INSERT INTO programme_record (id, kind, owner, version, change, key_id, content, handling, source, purpose, legal_basis, created_at, created_by, changed_at, changed_by)
            VALUES (@made, @kind, @owner, @version, @change, @key, @content, @Handling, @Source, @Purpose, @LegalBasis, @Now, @Id, @Now, @Id)
            """,
            new { made, kind = draft.Kind.Name, owner, version, change = Next(work), key, content = Seal(key, made, version, draft.Content), draft.Handling, draft.Source, by.Ground.Purpose, by.Ground.LegalBasis, work.Now, by.Id });
        Keep(work, made, version, key, draft, by);
        work.Record(by.Did(ActionCode.ProgrammeCreated, made, new { Kind = draft.Kind.Name, draft.Source, Owner = owner }));
        return made;
    }

    /// <summary>Gives a record its next version, which goes to every partner that has the record.</summary>
    public void Change(Work work, RecordRow row, RecordDraft draft, Caller by, long? version = null)
    {
        var next = version ?? row.Version + 1;
        work.Execute("UPDATE programme_record SET version = @next, change = @change, content = @content, handling = @Handling, source = @Source, changed_at = @Now, changed_by = @by WHERE id = @Id",
            new { next, change = Next(work), content = Seal(row.KeyId, row.Id, next, draft.Content), draft.Handling, draft.Source, work.Now, by = by.Id, row.Id });
        Keep(work, row.Id, next, row.KeyId, draft, by);
        work.Record(by.Did(ActionCode.ProgrammeChanged, row.Id, new { Kind = row.Kind, Version = next, draft.Source }));
        sender.Follow(work, row.Id, by);
    }

    /// <summary>Deletes a record: it is shown no more, it is recalled from every partner that has it, and its key is destroyed when the catalogue says.</summary>
    public void Delete(Work work, RecordRow row, Caller by)
    {
        var ground = new Ground(row.Purpose, row.LegalBasis);
        var until = work.Now + (catalogue.Allows(ground, Doing.Cooperate) ? catalogue.Keep(ground, Doing.Cooperate) : TimeSpan.Zero);
        work.Execute("UPDATE programme_record SET deleted_at = @Now, keep_until = @until, change = @change WHERE id = @Id", new { work.Now, until, change = Next(work), row.Id });
        work.Record(by.Did(ActionCode.ProgrammeDeleted, row.Id, new { row.Kind }));
        sender.RecallAll(work, row.Id, by);
    }

    private byte[] Seal(string key, string id, long version, RecordContent content) => keys.Seal(key, RecordRow.PlaceOf(id, version), content.ToBytes());

    private void Keep(Work work, string id, long version, string key, RecordDraft draft, Caller by) =>
        work.Execute("INSERT INTO programme_version (record, version, content, handling, source, at, by_whom) VALUES (@id, @version, @content, @Handling, @Source, @Now, @by)",
            new { id, version, content = Seal(key, id, version, draft.Content), draft.Handling, draft.Source, work.Now, by = by.Id });

    private static long Next(Work work) => work.Value<long>("SELECT coalesce(max(change), 0) + 1 FROM programme_record");
}

/// <summary>What a record is to say.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Content">What it says, tidied.</param>
/// <param name="Handling">Its handling codes.</param>
/// <param name="Source">From where it comes; blank for typed in.</param>
internal sealed record RecordDraft(RecordKind Kind, RecordContent Content, string Handling, string Source = "");
