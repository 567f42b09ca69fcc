using System.Buffers;
using Entente.Screening;

namespace Entente.Cli.Outputs;

/// <summary>
/// Evidence on one line, for the evidence column: "name part Choukri = شكري; birth date 1975 ! 1961; sex ? male".
/// The sign between the sides is = where they agree, ~ where they are near, ! where they contradict and ? where a side is
/// missing; a line without sides stands as its sentence. The first sign is never one that a spreadsheet takes for a formula.
/// </summary>
internal static class EvidenceText
{
    /// <summary>Writes the lines into a quoted CSV field.</summary>
    public static void Put(ArrayBufferWriter<byte> buffer, IReadOnlyList<EvidenceLine> evidence)
    {
        buffer.Put("\""u8);
        for (var i = 0; i < evidence.Count; i++)
        {
            if (i > 0)
            {
                buffer.Put("; "u8);
            }

            PutLine(buffer, evidence[i]);
        }

        buffer.Put("\""u8);
    }

    private static void PutLine(ArrayBufferWriter<byte> buffer, EvidenceLine line)
    {
        buffer.Put(Wording.Word(line.Field));
        if (line.Traveller.Length == 0 && line.Listing.Length == 0)
        {
            buffer.Put(": "u8);
            PutQuoted(buffer, line.Words);
            return;
        }

        PutSide(buffer, line.Traveller);
        buffer.Put(Sign(line.Agreement));
        PutSide(buffer, line.Listing);
    }

    private static void PutSide(ArrayBufferWriter<byte> buffer, string side)
    {
        if (side.Length > 0)
        {
            buffer.Put(" "u8);
            PutQuoted(buffer, side);
        }
    }

    // The evidence stays on one line, whatever the names hold.
    private static void PutQuoted(ArrayBufferWriter<byte> buffer, string text) =>
        buffer.PutQuoted(text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.ReplaceLineEndings(" "));

    private static ReadOnlySpan<byte> Sign(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => " ="u8,
        Agreement.Near => " ~"u8,
        Agreement.Contradicts => " !"u8,
        _ => " ?"u8,
    };
}
