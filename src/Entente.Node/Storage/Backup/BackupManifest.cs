namespace Entente.Node.Storage.Backup;

/// <summary>What a backup says of itself, in manifest.json of the ZIP file that it is.</summary>
internal sealed record BackupManifest
{
    /// <summary>The only format there is.</summary>
    public const string TheFormat = "entente-backup";

    /// <summary>The newest version that this program reads and the one that it writes.</summary>
    public const int TheVersion = 1;

    /// <summary>What a file holds.</summary>
    public const string Data = "data", Keys = "keys";

    /// <summary>How data is stored in it: an SQLite file, or a dump of pg_dump in its custom format.</summary>
    public const string Sqlite = "sqlite", Postgres = "postgres";

    /// <summary>Always <see cref="TheFormat"/>.</summary>
    public string Format { get; init; } = TheFormat;

    /// <summary>Version of the format.</summary>
    public int Version { get; init; } = TheVersion;

    /// <summary><see cref="Data"/> or <see cref="Keys"/>, never both.</summary>
    public string Holds { get; init; } = "";

    /// <summary>Name of the node's log, Oversight:LogName.</summary>
    public string Node { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Of keys: until when they may be restored.</summary>
    public DateTimeOffset? RestorableUntil { get; init; }

    /// <summary>The key store that it is, or to which the data belongs; null where the node had not started yet.</summary>
    public string? KeyStore { get; init; }

    /// <summary>Of data: <see cref="Sqlite"/> or <see cref="Postgres"/>.</summary>
    public string? Store { get; init; }

    /// <summary>Of data: entries of the record.</summary>
    public long? Entries { get; init; }

    /// <summary>Of data: the newest signed checkpoint at that time, with which a restore proves it.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Of data: the key of that checkpoint.</summary>
    public string? VerifierKey { get; init; }

    /// <summary>The files in it.</summary>
    public IReadOnlyList<BackupPart> Parts { get; init; } = [];
}

/// <summary>A file in a backup.</summary>
/// <param name="Name">Its path within the ZIP file.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
internal sealed record BackupPart(string Name, long Bytes, string Sha256);
