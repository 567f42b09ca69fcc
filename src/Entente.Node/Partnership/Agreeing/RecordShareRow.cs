using System.Data.Common;
using Dapper;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>A record of this service that a partner has, as the table holds it.</summary>
internal sealed class RecordShareRow
{
    /// <summary>The partner has it, or gets it.</summary>
    public const string Shared = "shared";

    /// <summary>It was taken back.</summary>
    public const string Recalled = "recalled";

    public string Record { get; init; } = "";
    public string Partner { get; init; } = "";
    public string Status { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public long? SentVersion { get; init; }
    public string Bars { get; init; } = "";
    public string SharedBy { get; init; } = "";
    public DateTimeOffset SharedAt { get; init; }
    public string? EndedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string Recall { get; init; } = "";
    public DateTimeOffset? AccountedAt { get; init; }

    /// <summary>On which ground it was shared.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>Whether the partner still owes an account of it.</summary>
    public bool IsOwed => Status == Recalled && AccountedAt is null;

    /// <summary>A share; null where there is none.</summary>
    public static RecordShareRow? Find(Work work, string record, string partner) => work.Find<RecordShareRow>("SELECT * FROM record_share WHERE record = @record AND partner = @partner", new { record, partner });

    /// <summary>The shares of a record that are not over.</summary>
    public static IReadOnlyList<RecordShareRow> Open(Work work, string record) => work.Query<RecordShareRow>("SELECT * FROM record_share WHERE record = @record AND status = 'shared' ORDER BY partner", new { record });

    /// <summary>All shares of a record.</summary>
    public static IReadOnlyList<RecordShareRow> Of(DbConnection connection, string record) => connection.Query<RecordShareRow>("SELECT * FROM record_share WHERE record = @record ORDER BY partner", new { record }).AsList();

    /// <summary>What answers where a partner does not have a record.</summary>
    public static ProblemHttpResult NotShared { get; } = Problems.Of(StatusCodes.Status404NotFound, "Not shared with that partner", "GET /programme/records/{id}/agreeing says who has the record.");
}

/// <summary>A record of a partner's, as the table holds its copy.</summary>
internal sealed class RecordCopyRow
{
    /// <summary>The newest version that came is the one that is shown.</summary>
    public const string InUse = "in-use";

    /// <summary>The newest version that came waits for a person.</summary>
    public const string Held = "held";

    /// <summary>A person has put the newest version aside.</summary>
    public const string Refused = "refused";

    /// <summary>Its owner took it back, and it is destroyed.</summary>
    public const string Recalled = "recalled";

    public string Record { get; init; } = "";
    public string Partner { get; init; } = "";
    public string Status { get; init; } = "";
    public long Version { get; init; }
    public string Marking { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string Bars { get; init; } = "";
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Under which name a held message is sealed.</summary>
    public static string PlaceOf(string record, string partner) => $"record_copy.content/{partner}/{record}";

    /// <summary>A copy; null where there is none.</summary>
    public static RecordCopyRow? Find(Work work, string record, string partner) => work.Find<RecordCopyRow>("SELECT * FROM record_copy WHERE record = @record AND partner = @partner", new { record, partner });

    /// <summary>The copies of a record, of which one at most is in use.</summary>
    public static IReadOnlyList<RecordCopyRow> Of(DbConnection connection, string record) => connection.Query<RecordCopyRow>("SELECT * FROM record_copy WHERE record = @record ORDER BY partner", new { record }).AsList();
}
