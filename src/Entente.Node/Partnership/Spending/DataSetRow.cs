using System.IO.Compression;
using Entente.Node.Configuration;

namespace Entente.Node.Partnership.Spending;

/// <summary>A data set as the table holds it, without its file.</summary>
internal sealed class DataSetRow
{
    /// <summary>All columns but the file.</summary>
    public const string Columns = "id, name, kind, format, state, replaces, source, attribution, licence, dated, limits, file_name, sha256, records, refused, tried_at, tried_by, decided_at, decided_by";

    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Format { get; init; } = "";
    public string State { get; init; } = "";
    public string Replaces { get; init; } = "";
    public string Source { get; init; } = "";
    public string Attribution { get; init; } = "";
    public string Licence { get; init; } = "";
    public string Dated { get; init; } = "";
    public string Limits { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Sha256 { get; init; } = "";
    public long Records { get; init; }
    public long Refused { get; init; }
    public DateTimeOffset TriedAt { get; init; }
    public string TriedBy { get; init; } = "";
    public DateTimeOffset? DecidedAt { get; init; }
    public string DecidedBy { get; init; } = "";

    /// <summary>Whether it is spending; else transfers.</summary>
    public bool IsSpending => Kind == SpendingKind;

    public const string SpendingKind = "spending", TransfersKind = "transfers";

    /// <summary>Whether it is in a state.</summary>
    public bool Is(DataSetState state) => State == Codes.Of(state);

    /// <summary>A file as the table keeps it.</summary>
    public static byte[] Pack(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(file);
        }

        return packed.ToArray();
    }

    /// <summary>The file as it came.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        using var file = new MemoryStream();
        gzip.CopyTo(file);
        return file.ToArray();
    }
}

/// <summary>How far a data set is.</summary>
internal enum DataSetState
{
    /// <summary>It was read, and nobody has taken it.</summary>
    Tried,

    /// <summary>It is shown.</summary>
    Current,

    /// <summary>A newer one of its name is shown.</summary>
    Replaced,

    /// <summary>It was taken by mistake; its file is destroyed.</summary>
    Undone,
}
