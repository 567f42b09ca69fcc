using System.Text;

namespace Entente.Formats.Edifact;

/// <summary>Writes EDIFACT (ISO 9735) with the usual separators; what it is given is released, and empty ends are left out.</summary>
internal sealed class EdifactWriter
{
    private const string Separators = ":+?'";

    private readonly StringBuilder _text = new("UNA:+.? '");
    private int _messageStart;

    /// <summary>Segments written so far, UNA apart.</summary>
    public int Segments { get; private set; }

    /// <summary>Writes a segment; each element is a list of components.</summary>
    public void Write(string tag, params string[][] elements)
    {
        _messageStart = tag == "UNH" ? Segments : _messageStart;
        Segments++;
        _text.Append(tag);
        foreach (var element in WithoutEmptyEnd(elements, element => element.All(component => component.Length == 0)))
        {
            _text.Append('+');
            var components = WithoutEmptyEnd(element, component => component.Length == 0);
            for (var i = 0; i < components.Length; i++)
            {
                _text.Append(i == 0 ? "" : ":");
                Release(components[i]);
            }
        }

        _text.Append('\'');
    }

    /// <summary>Segments from UNH on, the trailer that is about to be written included (UNT 0074).</summary>
    public int MessageSegments => Segments - _messageStart + 1;

    /// <summary>The bytes; every text given must have been ASCII.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_text.ToString());

    private void Release(string component)
    {
        foreach (var character in component)
        {
            _text.Append(Separators.Contains(character, StringComparison.Ordinal) ? "?" : "").Append(character);
        }
    }

    private static ReadOnlySpan<T> WithoutEmptyEnd<T>(T[] items, Predicate<T> isEmpty) => items.AsSpan(0, Array.FindLastIndex(items, item => !isEmpty(item)) + 1);
}
