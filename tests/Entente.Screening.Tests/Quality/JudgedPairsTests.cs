using Entente.Screening.Subjects;

namespace Entente.Screening.Tests.Quality;

/// <summary>
/// Guards on pairs that people judged (../eval/dev/pairs.csv beside the folder ENTENTE_DATA names, which does not belong in the
/// repository). The figures themselves stand in docs/design/matching.md.
/// </summary>
public sealed class JudgedPairsTests
{
    [Fact]
    public void Names_alone_reach_the_line_on_name_bench() => F1("name_bench").ShouldBeGreaterThanOrEqualTo(0.85);

    [Fact]
    public void Names_and_fields_reach_the_line_on_opensanctions_pairs() => F1("opensanctions_pairs").ShouldBeGreaterThanOrEqualTo(0.97);

    private static double F1(string group)
    {
        var comparer = new Comparer(ScreeningPolicy.Default);
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var row in Rows().Where(row => row[8] == group))
        {
            var (a, b) = (SubjectOf(row[1], row[3], row[5]), SubjectOf(row[2], row[4], row[6]));
            // Some judged records have no name at all; nothing is said of them.
            var said = a.Names.Count > 0 && b.Names.Count > 0 && comparer.Compare(a, b).Score >= 0.5;
            var is1 = row[7] == "1";
            (right, wrong, missed) = (right + (said && is1 ? 1 : 0), wrong + (said && !is1 ? 1 : 0), missed + (!said && is1 ? 1 : 0));
        }

        return 2.0 * right / ((2 * right) + wrong + missed);
    }

    private static Subject SubjectOf(string names, string births, string nationalities) => new()
    {
        Names = [.. Several(names).Select(name => new SubjectName(name))],
        BirthDates = [.. Several(births).Select(Date).OfType<BirthDate>()],
        Nationalities = [.. Several(nationalities).Select(text => Country.TryRead(text, out var country) ? country : (Country?)null).OfType<Country>()],
    };

    private static string[] Several(string field) => field.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static BirthDate? Date(string text)
    {
        var numbers = text.Split('-').Select(part => int.TryParse(part, out var number) ? number : 0).ToArray();
        return BirthDate.Of(numbers[0], numbers.Length > 1 ? numbers[1] : null, numbers.Length > 2 ? numbers[2] : null);
    }

    private static List<List<string>> Rows()
    {
        var data = Environment.GetEnvironmentVariable("ENTENTE_DATA");
        var file = data is null ? null : Path.Combine(data, "..", "eval", "dev", "pairs.csv");
        if (!File.Exists(file))
        {
            Assert.Skip("Set ENTENTE_DATA to the folder of samples, with ../eval/dev/pairs.csv beside it, to run this test.");
        }

        return [.. File.ReadLines(file).Skip(1).Select(Fields)];
    }

    /// <summary>The fields of one line; a field in quotes may hold commas and doubled quotes.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        return [.. fields, field.ToString()];
    }
}
