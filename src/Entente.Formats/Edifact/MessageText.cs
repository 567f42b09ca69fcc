using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Entente.Formats.Text;

namespace Entente.Formats.Edifact;

/// <summary>
/// The characters of a message, so that every byte comes back as it was: UTF-16 as it is, valid UTF-8 as such, and anything else one byte a
/// character. NUL bytes are left out, as readers leave them out.
/// </summary>
internal sealed class MessageText
{
    private readonly byte[] _mark;
    private readonly Encoding _encoding;

    private MessageText(byte[] mark, Encoding encoding, string characters) => (_mark, _encoding, Characters) = (mark, encoding, characters);

    /// <summary>The characters behind the byte order mark.</summary>
    public string Characters { get; }

    /// <summary>Takes the bytes of a message.</summary>
    public static MessageText Of(ReadOnlySpan<byte> bytes)
    {
        var (encoding, mark) = InputEncoding.Detect(bytes, () => { });
        var body = bytes[mark..];
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            encoding = System.Text.Unicode.Utf8.IsValid(body) ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : Encoding.Latin1;
        }

        var characters = encoding is UnicodeEncoding ? Utf16(body, encoding) : encoding.GetString(body);
        return new(bytes[..mark].ToArray(), encoding, characters.Replace("\0", "", StringComparison.Ordinal));
    }

    /// <summary>The bytes of the message with other characters.</summary>
    public byte[] With(string characters) =>
        [.. _mark, .. _encoding is UnicodeEncoding ? Utf16(characters) : _encoding.GetBytes(characters)];

    private bool IsBigEndian => _encoding.CodePage == Encoding.BigEndianUnicode.CodePage;

    /// <summary>Without the runtime's decoder, which replaces halves of surrogate pairs; half a character at the end is left out.</summary>
    private static string Utf16(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var units = MemoryMarshal.Cast<byte, char>(bytes[..(bytes.Length / 2 * 2)]).ToArray();
        return new(encoding.CodePage == Encoding.BigEndianUnicode.CodePage ? Swapped(units) : units);
    }

    private byte[] Utf16(string characters)
    {
        var units = characters.ToCharArray();
        return MemoryMarshal.AsBytes<char>(IsBigEndian ? Swapped(units) : units).ToArray();
    }

    private static char[] Swapped(char[] units)
    {
        var numbers = MemoryMarshal.Cast<char, ushort>(units.AsSpan());
        BinaryPrimitives.ReverseEndianness(numbers, numbers);
        return units;
    }
}
