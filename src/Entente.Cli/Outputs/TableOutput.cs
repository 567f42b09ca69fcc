using System.Buffers;
using Entente.Cli.Screen;
using Entente.Screening;
using Spectre.Console;

namespace Entente.Cli.Outputs;

/// <summary>The best hits as a table for a terminal, strongest first.</summary>
internal sealed class TableOutput(Surroundings surroundings) : IHitOutput
{
    /// <summary>More rows than this nobody reads on a terminal; the rest is counted.</summary>
    private const int MaxRows = 100;

    // The weakest row is at the head, where a better one pushes it out. Of equals the later one goes.
    private readonly PriorityQueue<Row, (double Score, long Later)> _rows = new();
    private long _hits;

    public void Format(Screened screened, ArrayBufferWriter<byte> buffer)
    {
    }

    public void Append(Screened screened, ReadOnlySpan<byte> formatted)
    {
        foreach (var hit in screened.Answer.Hits)
        {
            _hits++;
            _rows.Enqueue(new Row(screened, hit), (hit.Score, -_hits));
            if (_rows.Count > MaxRows)
            {
                _rows.Dequeue();
            }
        }
    }

    public void End(RunFacts facts)
    {
        var console = TextConsole.Open(surroundings);
        if (_rows.Count > 0)
        {
            console.Write(Table());
        }

        console.WriteLine(Closing(facts));
        surroundings.Text.Flush();
    }

    public void Dispose()
    {
    }

    private Table Table()
    {
        var table = TextConsole.Table("Verdict", "Score", "Traveller", "Listing", "Evidence");
        var rows = new List<Row>(_rows.Count);
        while (_rows.TryDequeue(out var row, out _))
        {
            rows.Add(row);
        }

        for (var i = rows.Count - 1; i >= 0; i--)
        {
            table.AddRow(rows[i].Cells());
        }

        return table.ShowRowSeparators();
    }

    private string Closing(RunFacts facts)
    {
        var interrupted = facts.End == RunEnd.Complete ? "" : " The run did not reach the end of the input.";
        return _hits switch
        {
            0 => $"No hit at or above {facts.MinScore:0.00}.{interrupted}",
            > MaxRows => $"The {MaxRows} best of {_hits:N0} hits; write all of them with --out hits.csv.{interrupted} A person decides.",
            _ => $"Possible matches, not findings: a person decides.{interrupted}",
        };
    }

    private sealed record Row(Screened Screened, Hit Hit)
    {
        public Markup[] Cells() =>
        [
            new(TextConsole.Markup(Hit.Verdict)),
            new(Hit.Score.ToString("0.000")),
            new($"{TextConsole.Escaped(Hit.TravellerName.Text)}\n[grey]{TextConsole.Escaped(Screened.Traveller.Id)}[/]"),
            new($"{TextConsole.Escaped(Hit.ListedName.Text)}\n[grey]{TextConsole.Escaped(Sources())}[/]"),
            new(string.Join('\n', Hit.Evidence.Select(Line))),
        ];

        private string Sources() =>
            string.Join(" + ", Hit.AlsoListedAs.Prepend(Hit.Listing).Select(l => $"{l.Id} ({l.List})"));

        private static string Line(EvidenceLine line)
        {
            var sides = line.Traveller.Length > 0 && line.Listing.Length > 0 && line.Traveller != line.Listing
                ? $"{line.Traveller} / {line.Listing}"
                : line.Traveller.Length > 0 ? line.Traveller : line.Listing;
            var text = line.Field is EvidenceField.NamePart || sides.Length == 0 ? sides : $"{Wording.Word(line.Field)} {sides}";
            return $"{TextConsole.Markup(line.Agreement)} {TextConsole.Escaped(text)} [grey]{TextConsole.Escaped(line.Words)}[/]";
        }
    }
}
