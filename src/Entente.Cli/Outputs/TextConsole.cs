using Entente.Screening;
using Spectre.Console;

namespace Entente.Cli.Outputs;

/// <summary>Standard output for people: tables, with colours on a terminal only.</summary>
internal static class TextConsole
{
    /// <summary>Columns where there is no terminal to ask.</summary>
    private const int WidthWithoutTerminal = 160;

    public static IAnsiConsole Open(Surroundings surroundings)
    {
        var isTerminal = surroundings.OutputIsTerminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(surroundings.Text),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }

    /// <summary>An empty table with the given column heads.</summary>
    public static Table Table(params string[] heads) => new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumns(heads);

    /// <summary>A text from outside, safe to show and without markup.</summary>
    public static string Escaped(string text) => Wording.Shown(text).EscapeMarkup();

    public static string Markup(Verdict verdict) => $"[{Colour(verdict)}]{Wording.Sign(verdict)} {Wording.Word(verdict)}[/]";

    public static string Markup(Agreement agreement) => $"[{Colour(agreement)}]{Wording.Sign(agreement)}[/]";

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Strong => "bold red",
        Verdict.Review => "bold yellow",
        _ => "grey",
    };

    private static string Colour(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "green",
        Agreement.Near => "yellow",
        Agreement.Contradicts => "red",
        _ => "grey",
    };
}
