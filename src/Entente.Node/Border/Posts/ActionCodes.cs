namespace Entente.Node.Oversight;

/// <summary>The codes of what passes between a main node and its posts without a link.</summary>
internal static partial class ActionCode
{
    /// <summary>The lists were sealed for a post.</summary>
    public const string SnapshotMade = "post.snapshot-made";

    /// <summary>This node, a post, put a snapshot of the lists in force.</summary>
    public const string SnapshotTaken = "post.snapshot-taken";

    /// <summary>This node, a post, refused a snapshot.</summary>
    public const string SnapshotRefused = "post.snapshot-refused";

    /// <summary>This node, a post, put records aside to be handed over.</summary>
    public const string RecordsQueued = "post.records-queued";

    /// <summary>Records that wait to be handed over were written into a file.</summary>
    public const string RecordsExported = "post.records-exported";

    /// <summary>The main node has taken records of this post, or refused them.</summary>
    public const string RecordsHandedOver = "post.records-handed-over";

    /// <summary>A record of a post was taken over.</summary>
    public const string RecordTakenOver = "post.record-taken-over";

    /// <summary>A record of a post was refused.</summary>
    public const string RecordNotTakenOver = "post.record-not-taken-over";
}
