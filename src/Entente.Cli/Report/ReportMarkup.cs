using Entente.Cli.Outputs;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Report;

/// <summary>The small pieces that the report is made of.</summary>
internal static class ReportMarkup
{
    /// <summary>A text from outside in its own direction, set apart from the words around it.</summary>
    public static Html Own(string text)
    {
        var html = new HtmlText();
        return new(ScriptTag.Of(text) is { } tag
            ? html.Add($"""<bdi dir="auto" lang="{tag}">{text}</bdi>""").ToString()
            : html.Add($"""<bdi dir="auto">{text}</bdi>""").ToString());
    }

    public static Html Badge(Verdict verdict) => new(new HtmlText()
        .Add($"""<span class="badge {Wording.Word(verdict)}"><span aria-hidden="true">{Wording.Sign(verdict)}</span> {Wording.Word(verdict)}</span>""")
        .ToString());

    public static Html Sign(Agreement agreement) => new(new HtmlText()
        .Add($"""<span class="sign {Wording.Word(agreement)}"><span aria-hidden="true">{Wording.Sign(agreement)}</span> {Wording.Word(agreement)}</span>""")
        .ToString());

    /// <summary>One side of an evidence line; says so where it is empty.</summary>
    public static Html Side(string text) => text.Length > 0 ? Own(text) : new("""<span class="absent">not stated</span>""");

    /// <summary>Who someone is, as the source states it: names, birth dates, sex, nationalities, documents.</summary>
    public static Html Identity(Subject subject, SubjectName rests)
    {
        var html = new HtmlText().Add($"""<p class="name">{Own(rests.Text)}{Quality(rests)}</p><dl>""");
        var others = subject.Names.Where(n => n != rests).ToList();
        if (others.Count > 0)
        {
            html.Add($"""<dt>Other names</dt><dd><ul class="names">{Names(others)}</ul></dd>""");
        }

        Row(html, "Born", subject.BirthDates.Select(d => d.ToString()));
        Row(html, "Nationality", subject.Nationalities.Select(n => n.Code));
        Row(html, "Sex", subject.Sex == Sex.NotStated ? [] : [Wording.Word(subject.Sex)]);
        Row(html, "Documents", subject.Documents.Select(Document));
        return new(html.Add($"</dl>").ToString());
    }

    private static Html Names(List<SubjectName> names)
    {
        const int shown = 8;
        var html = new HtmlText();
        foreach (var name in names.Take(shown))
        {
            html.Add($"<li>{Own(name.Text)}{Quality(name)}</li>");
        }

        return new((names.Count > shown ? html.Add($"<li>and {names.Count - shown} more</li>") : html).ToString());
    }

    private static Html Quality(SubjectName name)
    {
        var words = new List<string>(2);
        if (name.Kind == NameKind.WeakAlias)
        {
            words.Add("weak alias");
        }

        if (name.Truncated)
        {
            words.Add("may be cut at the end of its field");
        }

        return words.Count == 0 ? default : new(new HtmlText().Add($""" <small class="quality">{string.Join(", ", words)}</small>""").ToString());
    }

    private static string Document(IdentityDocument document)
    {
        var kind = document.Kind.Length > 0 ? $" {document.Kind}" : "";
        return document.Issuer is { } issuer ? $"{document.Number}{kind} ({issuer})" : document.Number + kind;
    }

    private static void Row(HtmlText html, string term, IEnumerable<string> values)
    {
        var all = values.ToList();
        html.Add($"<dt>{term}</dt>");
        if (all.Count == 0)
        {
            html.Add($"""<dd class="absent">not stated</dd>""");
            return;
        }

        html.Add($"<dd>");
        for (var i = 0; i < all.Count; i++)
        {
            html.Add($"{(i > 0 ? ", " : "")}{Own(all[i])}");
        }

        html.Add($"</dd>");
    }
}
