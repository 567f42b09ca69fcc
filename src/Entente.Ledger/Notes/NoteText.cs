using System.Buffers;
using System.Text;

namespace Entente.Ledger.Notes;

/// <summary>The rules of C2SP signed-note on characters, shared by those who read and those who write.</summary>
internal static class NoteText
{
    /// <summary>"Key names MUST be non-empty and MUST NOT contain any Unicode spaces or plus"; control characters are banned from the whole note.</summary>
    public static bool IsKeyName(string name) => name.Length > 0 && IsLine(name) && !name.Any(c => c == '+' || char.IsWhiteSpace(c));

    /// <summary>Whether a text could be one line of a note: valid Unicode, no control character below U+0020, hence no newline.</summary>
    public static bool IsLine(string text) => IsText(text) && !text.Contains('\n');

    /// <summary>Whether a text could stand in a note: valid Unicode and no control character below U+0020 but newline.</summary>
    public static bool IsText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var used) != OperationStatus.Done || (rune.Value < ' ' && rune.Value != '\n'))
            {
                return false;
            }

            text = text[used..];
        }

        return true;
    }
}
