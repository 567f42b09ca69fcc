using System.Buffers.Binary;

namespace Entente.Ledger.Notes;

/// <summary>Takes a note apart (C2SP signed-note, "Format").</summary>
internal static class SignedNoteReader
{
    /// <summary>What a signature line begins with: em dash U+2014 and a space.</summary>
    public const string LineStart = "— ";

    public static (SignedNote? Note, NoteFault Fault) Read(string note)
    {
        if (!NoteText.IsText(note))
        {
            return (null, NoteFault.ControlCharacter);
        }

        // The last empty line divides; the text may have others.
        var at = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        var fault = at < 0 ? NoteFault.NoEmptyLine : at + 2 == note.Length ? NoteFault.NoSignatures : !note.EndsWith('\n') ? NoteFault.CutOff : NoteFault.None;
        if (fault != NoteFault.None)
        {
            return (null, fault);
        }

        var lines = note[(at + 2)..^1].Split('\n');
        return lines.Length > SignedNote.MostSignatures ? (null, NoteFault.TooManySignatures) : Read(note[..(at + 1)], lines);
    }

    private static (SignedNote? Note, NoteFault Fault) Read(string text, string[] lines)
    {
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            var (signature, fault) = ReadLine(line);
            if (signature is null)
            {
                return (null, fault);
            }

            signatures.Add(signature);
        }

        return (new(text, signatures), NoteFault.None);
    }

    private static (NoteSignature? Signature, NoteFault Fault) ReadLine(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal) || line[LineStart.Length..].Split(' ', 2) is not [var name, var encoded])
        {
            return (null, NoteFault.NotASignatureLine);
        }

        if (!NoteText.IsKeyName(name))
        {
            return (null, NoteFault.BadKeyName);
        }

        if (!StrictBase64.TryDecode(encoded, out var bytes))
        {
            return (null, NoteFault.BadBase64);
        }

        return bytes.Length <= sizeof(uint)
            ? (null, NoteFault.SignatureTooShort)
            : (new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint))), NoteFault.None);
    }
}
