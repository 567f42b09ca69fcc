namespace Entente.Cli.Outputs;

/// <summary>What an output is, chosen by the end of its path.</summary>
internal enum OutputKind
{
    /// <summary>A table for a terminal.</summary>
    Table,

    /// <summary>Rows for a program (.csv).</summary>
    Csv,

    /// <summary>Rows with all evidence as data (.jsonl).</summary>
    JsonLines,

    /// <summary>A page for an officer (.html).</summary>
    Html,
}

/// <summary>Chooses and opens outputs.</summary>
internal static class HitOutputs
{
    /// <summary>What a path asks for; null where its end is none of those known.</summary>
    public static OutputKind? KindOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => OutputKind.Csv,
        ".jsonl" => OutputKind.JsonLines,
        ".html" => OutputKind.Html,
        _ => null,
    };

    /// <summary>Opens an output; without a path it goes to standard output.</summary>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public static IHitOutput Open(OutputKind kind, string? path, Surroundings surroundings)
    {
        if (kind == OutputKind.Table)
        {
            return new TableOutput(surroundings);
        }

        var target = path is null ? OutputTarget.StandardOutput(surroundings) : OutputTarget.File(path);
        return kind switch
        {
            OutputKind.JsonLines => new JsonLinesOutput(target),
            OutputKind.Html => new Report.HtmlReport(target, Spool.BesideOrTemporary(path)),
            _ => new CsvOutput(target),
        };
    }
}
