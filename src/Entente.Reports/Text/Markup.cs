using System.Text;

namespace Entente.Reports.Text;

/// <summary>
/// Takes the readable text out of HTML in one pass: blocks are parted by two line ends, white space is one blank, character references
/// are read, and what nobody reads as the report (scripts, styles, navigation, footers) is left out. Whatever is not markup is text.
/// Damaged markup never fails: an open tag or comment ends with the file.
/// </summary>
internal sealed class Markup
{
    /// <summary>Characters among which a page without a document type must show a tag.</summary>
    private const int Sampled = 2048;

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "select", "button", "iframe", "figure",
    };

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "i", "em", "strong", "span", "u", "s", "q", "cite", "abbr", "sup", "sub", "small", "mark", "font", "time", "code", "bdi", "bdo", "acronym", "wbr", "big", "ins", "dfn", "var",
    };

    private readonly string _raw;
    private readonly StringBuilder _text = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly List<(int Rank, string Date)> _dates = [];
    private bool _quotesAreBroken;
    private int _next;

    private Markup(string raw) => _raw = raw;

    /// <summary>Whether a text is a page rather than plain text.</summary>
    public static bool IsPage(string name, string raw)
    {
        if (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xhtml", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var head = raw.AsSpan(0, Math.Min(raw.Length, Sampled)).TrimStart('\uFEFF').TrimStart();
        return head is ['<', ..] && (head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<body", StringComparison.OrdinalIgnoreCase) || head.Contains("<p>", StringComparison.OrdinalIgnoreCase) || head.Contains("<div", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<article", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The readable text of a page.</summary>
    public static View Read(string raw)
    {
        var markup = new Markup(raw);
        while (markup._next < raw.Length)
        {
            markup.Step();
        }

        return new(markup._text.ToString(), [.. markup._starts], [.. markup._ends], [.. markup._dates.OrderBy(d => d.Rank).Select(d => d.Date)]);
    }

    private void Step()
    {
        var c = _raw[_next];
        if (c == '<' && _next + 1 < _raw.Length && (char.IsAsciiLetter(_raw[_next + 1]) || _raw[_next + 1] is '/' or '!' or '?'))
        {
            ReadTag();
        }
        else if (c == '&' && CharacterReference.Read(_raw, _next) is { Length: > 0 } reference)
        {
            Put(reference.Text, _next, _next + reference.Length);
            _next += reference.Length;
        }
        else
        {
            Put(c, _next, _next + 1);
            _next++;
        }
    }

    private void Put(string characters, int start, int end)
    {
        foreach (var character in characters)
        {
            Put(character, start, end);
        }
    }

    private void Put(char character, int start, int end)
    {
        if (char.IsWhiteSpace(character) || character == '\uFEFF')
        {
            if (_text.Length == 0 || _text[^1] is ' ' or '\n')
            {
                return;
            }

            character = ' ';
        }

        _text.Append(character);
        _starts.Add(start);
        _ends.Add(end);
    }

    private void Break(int at)
    {
        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append("\n\n");
            _starts.AddRange([at, at]);
            _ends.AddRange([at, at]);
        }
    }

    private void ReadTag()
    {
        var start = _next;
        if (_raw.AsSpan(start).StartsWith("<!--", StringComparison.Ordinal))
        {
            SkipPast("-->", start + 4);
            return;
        }

        var end = TagEnd(start + 1);
        var tag = _raw.AsSpan(start + 1, end - start - 1).TrimStart('/');
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetterOrDigit(tag[length]))
        {
            length++;
        }

        var name = tag[..length].ToString();
        var closes = _raw[start + 1] == '/';
        _next = Math.Min(end + 1, _raw.Length);
        if (!closes)
        {
            NoteDate(name, tag);
        }

        if (!closes && Unread.Contains(name) && tag is not [.., '/'])
        {
            SkipElement(name);
        }

        if (!Inline.Contains(name))
        {
            Break(start);
        }
    }

    /// <summary>Where a tag ends: at the first &gt; outside quotes, or at any once quotes have turned out to be broken.</summary>
    private int TagEnd(int from)
    {
        var quote = '\0';
        for (var i = from; i < _raw.Length && !_quotesAreBroken; i++)
        {
            var c = _raw[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '>')
            {
                return i;
            }
        }

        _quotesAreBroken = true;
        var end = _raw.IndexOf('>', from);
        return end < 0 ? _raw.Length : end;
    }

    private void SkipElement(string name)
    {
        var close = "</" + name;
        var start = _next;
        SkipPast(close, start);
        var content = _raw.AsSpan(start, _next - start);
        if (name.Equals("script", StringComparison.OrdinalIgnoreCase) && content.IndexOf("\"datePublished\"", StringComparison.Ordinal) is >= 0 and var at)
        {
            var after = content[(at + "\"datePublished\"".Length)..];
            var open = after.IndexOf('"');
            var length = open < 0 ? -1 : after[(open + 1)..].IndexOf('"');
            if (length > 0)
            {
                _dates.Add((1, after.Slice(open + 1, length).ToString()));
            }
        }

        if (_next < _raw.Length)
        {
            var end = _raw.IndexOf('>', _next);
            _next = end < 0 ? _raw.Length : end + 1;
        }
    }

    private void SkipPast(string mark, int from)
    {
        var found = from >= _raw.Length ? -1 : _raw.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase);
        _next = found < 0 ? _raw.Length : found + mark.Length;
    }

    private void NoteDate(string name, ReadOnlySpan<char> tag)
    {
        if (name.Equals("time", StringComparison.OrdinalIgnoreCase) && Attribute(tag, "datetime") is { } time)
        {
            _dates.Add((2, time));
        }
        else if (name.Equals("meta", StringComparison.OrdinalIgnoreCase) && Attribute(tag, "content") is { } content
            && (Attribute(tag, "property") ?? Attribute(tag, "name") ?? Attribute(tag, "itemprop")) is { } property
            && (property.Contains("date", StringComparison.OrdinalIgnoreCase) || property.Contains("published", StringComparison.OrdinalIgnoreCase))
            && !property.Contains("modified", StringComparison.OrdinalIgnoreCase) && !property.Contains("updated", StringComparison.OrdinalIgnoreCase))
        {
            _dates.Add((0, content));
        }
    }

    private static string? Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf(name + "=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + name.Length + 1 >= tag.Length)
        {
            return null;
        }

        var value = tag[(at + name.Length + 1)..];
        if (value is not (['"', ..] or ['\'', ..]))
        {
            var blank = value.IndexOfAny(' ', '/', '>');
            return (blank < 0 ? value : value[..blank]).ToString();
        }

        var end = value[1..].IndexOf(value[0]);
        return end < 0 ? null : value.Slice(1, end).ToString();
    }
}
