namespace Entente.Screening.Subjects;

/// <summary>A subject on the move, as a message, a document or a person at a counter states it.</summary>
public sealed record Traveller
{
    /// <summary>The identifier that the source gives, or one made from its place in the source (message 1, traveller 12: "1-12"). Never blank.</summary>
    public required string Id { get; init; }

    /// <summary>Identity data.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Whether a passenger, a member of the crew or a person in transit.</summary>
    public TravellerRole Role { get; init; } = TravellerRole.Passenger;

    /// <summary>The crossing in the source's words (carrier and number, date, from, to), short; empty where not stated.</summary>
    public string Crossing { get; init; } = "";
}

/// <summary>In which capacity a person travels (WCO/IATA/ICAO API guidelines, NAD 3035 codes FL, FM, DDU, DDT).</summary>
public enum TravellerRole
{
    /// <summary>Passenger (FL).</summary>
    Passenger,

    /// <summary>Crew (FM).</summary>
    Crew,

    /// <summary>Passenger in transit (DDU).</summary>
    TransitPassenger,

    /// <summary>Crew in transit (DDT).</summary>
    TransitCrew,
}
