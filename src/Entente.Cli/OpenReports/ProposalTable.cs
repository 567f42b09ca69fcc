using Entente.Cli.Outputs;
using Entente.Reports.Proposals;
using Spectre.Console;

namespace Entente.Cli.OpenReports;

/// <summary>Proposals as a table for people: what, its fields, how sure, the sentence, and what it hangs together with.</summary>
internal static class ProposalTable
{
    /// <summary>Writes the table and, below it, what contradicts what.</summary>
    public static void Write(IReadOnlyList<Proposal> proposals, Surroundings surroundings)
    {
        if (proposals.Count == 0)
        {
            surroundings.Text.WriteLine("Nothing to propose.");
            return;
        }

        var table = TextConsole.Table("No.", "Report", "Kind", "Fields", "Sentence", "Links");
        foreach (var (number, proposal) in proposals.Index())
        {
            var fields = proposal.Fields.Where(f => f.Name != "summary").GroupBy(f => f.Name).Select(g => $"{g.Key}: {string.Join(", ", g.Select(f => f.Value))} ({g.Min(f => f.Confidence):0.0})");
            table.AddRow(
                number.ToString(),
                TextConsole.Escaped(proposal.Report),
                ProposalLines.Word(proposal.Kind),
                string.Join('\n', fields.Select(TextConsole.Escaped)),
                TextConsole.Escaped(proposal.Named("summary").FirstOrDefault()?.Value.Words ?? ""),
                string.Join('\n', proposal.Links.Select(l => TextConsole.Escaped($"{l.Relation} {l.To?.ToString() ?? l.Record}{(l.Field is null ? "" : ": " + l.Field)}"))));
        }

        TextConsole.Open(surroundings).Write(table);
        foreach (var (number, proposal) in proposals.Index())
        {
            foreach (var link in proposal.Links.Where(l => l is { Relation: "contradicts", To: not null } && l.To > number))
            {
                var field = link.Field ?? "";
                var other = proposals[link.To.GetValueOrDefault()];
                surroundings.Text.WriteLine(Wording.Shown($"{number} and {link.To} differ in {field}: {Said(proposal, field)} ({proposal.Report}), {Said(other, field)} ({other.Report})"));
            }
        }
    }

    private static string Said(Proposal proposal, string field) => string.Join(", ", proposal.Named(field).Select(f => f.Value));
}
