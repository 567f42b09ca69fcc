namespace Entente.Node.Demo.Story;

/// <summary>How far the story is, for the page that tells it. Safe for use by the teller and any number of readers.</summary>
internal sealed class StoryTelling
{
    private readonly Lock _lines = new();
    private readonly List<Chapter> _chapters = [];

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Why it broke off; null where it did not.</summary>
    public string? Fault { get; private set; }

    /// <summary>The chapters so far.</summary>
    public IReadOnlyList<Chapter> Chapters
    {
        get
        {
            lock (_lines)
            {
                return [.. _chapters.Select(c => c with { Lines = [.. c.Lines] })];
            }
        }
    }

    /// <summary>Begins a chapter.</summary>
    public void Begin(string title)
    {
        lock (_lines)
        {
            _chapters.Add(new Chapter(title, []));
        }
    }

    /// <summary>Says what happened at a service.</summary>
    public void Say(string service, string what, string path = "")
    {
        lock (_lines)
        {
            _chapters[^1].Lines.Add(new Line(service, what, path));
        }
    }

    /// <summary>Ends it.</summary>
    public void End(string? fault)
    {
        Fault = fault;
        IsOver = true;
    }

    /// <summary>One chapter.</summary>
    /// <param name="Title">What it is about.</param>
    /// <param name="Lines">What happened.</param>
    internal sealed record Chapter(string Title, List<Line> Lines);

    /// <summary>What happened at one service.</summary>
    /// <param name="Service">Its code.</param>
    /// <param name="What">What happened.</param>
    /// <param name="Path">The page of its desk that shows it; empty for none.</param>
    internal sealed record Line(string Service, string What, string Path);
}
