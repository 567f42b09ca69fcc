using Entente.Formats.Regions;

namespace Entente.Formats.Transfers;

/// <summary>
/// What a register says of the delivery of one kind of equipment from one party to another: all of a deal, or what of it was delivered in one
/// year, as the source lists it. Nothing about how a weapon performs.
/// </summary>
/// <param name="DealId">What the source calls the deal, the same for all deliveries of it; empty where it numbers none.</param>
/// <param name="Supplier">Who delivers.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Designation">What it is called.</param>
/// <param name="DeliveryYears">In which years, in their order; empty where unknown or not yet.</param>
/// <param name="Tiv">Volume of what was delivered, in millions of SIPRI trend-indicator values; null where the source has none.</param>
public sealed record TransferRecord(string DealId, Party Supplier, Party Recipient, string Designation, IReadOnlyList<int> DeliveryYears, decimal? Tiv)
{
    /// <summary>What kind of thing, in words.</summary>
    public string Description { get; init; } = "";

    /// <summary>The source's category; empty where it has none.</summary>
    public string Category { get; init; } = "";

    /// <summary>New, second hand and so on; empty where not stated.</summary>
    public string Status { get; init; } = "";

    /// <summary>When it was ordered; null where unknown.</summary>
    public int? OrderYear { get; init; }

    /// <summary>How many were ordered; null where unknown.</summary>
    public decimal? NumberOrdered { get; init; }

    /// <summary>How many were delivered; null where unknown.</summary>
    public decimal? NumberDelivered { get; init; }

    /// <summary>Trend-indicator value of one; null where the source has none.</summary>
    public decimal? TivUnit { get; init; }

    /// <summary>Which of the figures the source marks as its estimate or as uncertain.</summary>
    public TransferDoubts Doubts { get; init; }

    /// <summary>What the source remarks; empty for nothing.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Whether the source is sure of everything it says.</summary>
    public bool IsSure => Doubts == TransferDoubts.None;
}

/// <summary>Figures that a source marks as estimated or uncertain, and those of which it does not say whether they are.</summary>
[Flags]
public enum TransferDoubts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The year of the order is an estimate.</summary>
    OrderYear = 1,

    /// <summary>The number is an estimate.</summary>
    Number = 2,

    /// <summary>The year of the delivery is an estimate.</summary>
    DeliveryYear = 4,

    /// <summary>For some of these the source leaves open whether it is one.</summary>
    NotSaid = 8,

    /// <summary>Supplier or recipient is uncertain.</summary>
    Party = 16,
}
