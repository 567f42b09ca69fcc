using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Entente.Node.Accounts.Pages;

/// <summary>HTML in which every value is text: what is put in is encoded, unless it is markup itself.</summary>
internal sealed record Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static Markup None { get; } = new("");

    /// <summary>Markup of an interpolated text.</summary>
    public static Markup Of(MarkupBuilder builder) => new(builder.ToString());
}

/// <summary>Puts markup together.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupBuilder(int literalLength, int holes)
{
    private readonly StringBuilder _text = new(literalLength + (holes * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(string? text) => _text.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(long number) => _text.Append(number);

    public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Markup> several)
    {
        foreach (var markup in several)
        {
            _text.Append(markup.Text);
        }
    }

    public override string ToString() => _text.ToString();
}
