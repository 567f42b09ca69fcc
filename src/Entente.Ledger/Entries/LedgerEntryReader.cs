using System.Buffers.Binary;
using System.Text;

namespace Entente.Ledger.Entries;

/// <summary>Reads the bytes of one entry from the front; the first fault is kept and ends the reading.</summary>
internal ref struct LedgerEntryReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public LedgerEntryFault Fault { get; private set; }

    public LedgerEntry? Read()
    {
        Require(Starts(), LedgerEntryFault.OtherFormat);
        var sequence = Number();
        Require(sequence >= 0, LedgerEntryFault.BadSequence);
        var milliseconds = Number();
        Require(IsTime(milliseconds), LedgerEntryFault.BadTime);
        var actor = Text();
        var action = Text();
        var subject = Text();
        var legalBasis = Text();
        Require(IsIdentifier(actor) && IsIdentifier(action) && (subject.Length == 0 || IsIdentifier(subject)) && IsIdentifier(legalBasis), LedgerEntryFault.BadIdentifier);
        var length = Take(sizeof(uint)) is { Length: > 0 } four ? BinaryPrimitives.ReadUInt32BigEndian(four) : 0;
        Require(length <= LedgerEntry.MostDetails, LedgerEntryFault.DetailsTooLong);
        var details = Take(length);
        Require(_rest.IsEmpty, LedgerEntryFault.BytesLeftOver);
        return Fault != LedgerEntryFault.None ? null : new LedgerEntry(
            sequence, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), Ascii(actor), Ascii(action), Ascii(legalBasis), subject.IsEmpty ? null : Ascii(subject), details.ToArray());
    }

    private bool Starts()
    {
        var starts = _rest.StartsWith("entente.entry.v1\n"u8);
        _rest = starts ? _rest[LedgerEntryFormat.Header.Length..] : [];
        return starts;
    }

    private long Number() => Take(sizeof(long)) is { Length: > 0 } eight ? BinaryPrimitives.ReadInt64BigEndian(eight) : 0;

    private ReadOnlySpan<byte> Text() => Take(Take(sizeof(ushort)) is { Length: > 0 } two ? BinaryPrimitives.ReadUInt16BigEndian(two) : 0u);

    private ReadOnlySpan<byte> Take(uint length)
    {
        Require(length <= _rest.Length, LedgerEntryFault.CutOff);
        if (Fault != LedgerEntryFault.None)
        {
            return [];
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private void Require(bool holds, LedgerEntryFault otherwise) => Fault = Fault == LedgerEntryFault.None && !holds ? otherwise : Fault;

    private static bool IsTime(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static bool IsIdentifier(ReadOnlySpan<byte> text) => LedgerEntry.IsIdentifier(Encoding.Latin1.GetString(text));

    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
}
