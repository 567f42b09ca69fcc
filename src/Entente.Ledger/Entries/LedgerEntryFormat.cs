using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Entente.Ledger.Entries;

/// <summary>Why bytes are not an entry.</summary>
public enum LedgerEntryFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>They do not begin with <see cref="LedgerEntryFormat.Header"/>: something else, or a later version.</summary>
    OtherFormat,

    /// <summary>They end before the entry does.</summary>
    CutOff,

    /// <summary>The sequence number is 2^63 or more.</summary>
    BadSequence,

    /// <summary>The time lies outside the years 1 to 9999.</summary>
    BadTime,

    /// <summary>An identifier is not 1 to <see cref="LedgerEntry.MostCharacters"/> visible ASCII characters.</summary>
    BadIdentifier,

    /// <summary>The details are longer than <see cref="LedgerEntry.MostDetails"/>.</summary>
    DetailsTooLong,

    /// <summary>More bytes follow the entry.</summary>
    BytesLeftOver,
}

/// <summary>
/// An entry as bytes. Each entry has one spelling and each spelling is of one entry, so that hashing the bytes is hashing the
/// entry; other bytes are refused. In this order, numbers big-endian:
/// <list type="number">
/// <item>the header, which names format and version;</item>
/// <item>sequence, 8 bytes; time, 8 bytes, signed, milliseconds since 1970-01-01 UTC;</item>
/// <item>actor, action, subject, legal basis: each a length in 2 bytes and that many ASCII characters; a subject of length 0 is none;</item>
/// <item>details: a length in 4 bytes and that many bytes.</item>
/// </list>
/// </summary>
public static class LedgerEntryFormat
{
    /// <summary>What every entry begins with. A changed format gets another number.</summary>
    public const string Header = "entente.entry.v1\n";

    /// <summary>The entry as bytes.</summary>
    public static byte[] Encode(LedgerEntry entry)
    {
        string[] texts = [entry.Actor, entry.Action, entry.Subject ?? "", entry.LegalBasis];
        var bytes = new byte[Header.Length + (2 * sizeof(long)) + texts.Sum(text => sizeof(ushort) + text.Length) + sizeof(uint) + entry.Details.Length];
        var at = Encoding.ASCII.GetBytes(Header, bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), entry.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at += sizeof(long)), entry.Time.ToUnixTimeMilliseconds());
        at += sizeof(long);
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)text.Length);
            at += sizeof(ushort);
            at += Encoding.ASCII.GetBytes(text, bytes.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), (uint)entry.Details.Length);
        entry.Details.Span.CopyTo(bytes.AsSpan(at + sizeof(uint)));
        return bytes;
    }

    /// <summary>Reads an entry. The entry keeps a copy of its details.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LedgerEntry? entry, out LedgerEntryFault fault)
    {
        var reader = new LedgerEntryReader(bytes);
        entry = reader.Read();
        fault = reader.Fault;
        return entry is not null;
    }
}
