using System.Security.Cryptography;
using Entente.Formats.Paxlst;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Manifests;

/// <summary>POST /crossings: the list of a flight, ferry or coach as JSON, for those who do not speak EDIFACT. Answered in JSON, person by person.</summary>
internal static class SendCrossing
{
    private const int LongestCode = 40;

    public static void Map(WebApplication node) => node.MapPost("/crossings", HandleAsync).Requires(Permission.Manifests).WithName("send-crossing")
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(SendManifest.MostBytes));

    private static async Task<Results<Ok<CrossingAnswer>, ProblemHttpResult>> HandleAsync(CrossingRequest request, Intake intake, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var arrived = time.GetTimestamp();
        var faults = FaultsOf(request).Take(20).ToList();
        if (faults.Count > 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The list is not as it should be", string.Join(' ', faults));
        }

        var leg = new FlightLeg
        {
            Flight = request.Number, Carrier = request.Carrier, From = request.From, To = request.To, DepartureDay = DateOnly.FromDateTime(request.Departs), Departure = request.Departs, Arrival = request.Arrives,
        };
        var manifest = new Manifest { Number = 1, Legs = [leg], People = [.. request.Travellers.Select(PersonOf)] };
        var bytes = SubjectJson.Write(request);
        var received = new ReceivedMessage(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes, [], new Dictionary<string, int>(StringComparer.Ordinal));
        var taken = (await intake.TakeAsync([manifest], received, request.Kind, caller, cancellationToken)).Crossings[0];
        await EvenTime.HoldAsync(time, arrived, cancellationToken);
        return TypedResults.Ok(new CrossingAnswer(taken.CrossingId, [.. taken.People.Select(p => new PersonAnswer(p.PassengerReference, CarrierAnswers.CodeOf(p.Status ?? Entente.Formats.Cusres.BoardingStatus.InsufficientData)))]));
    }

    private static IEnumerable<string> FaultsOf(CrossingRequest request)
    {
        if (request.Kind is not ("flight" or "ferry" or "road"))
        {
            yield return "kind is none of flight, ferry, road.";
        }

        if (!IsCode(request.Number) || !IsCode(request.From) || !IsCode(request.To) || (request.Carrier is not "" && !IsCode(request.Carrier)))
        {
            yield return $"carrier, number, from and to are wanted, of {LongestCode} characters at most; carrier may be empty.";
        }

        if (request.Travellers is not { Count: > 0 and <= Intake.MostPeople } || request.Travellers.Any(t => t is null))
        {
            yield return $"{request.Travellers?.Count ?? 0} travellers arrived; allowed are 1 to {Intake.MostPeople}, none of them null.";
            yield break;
        }

        foreach (var (i, traveller) in request.Travellers.Index())
        {
            if (traveller.BirthDate is { } date && TypedIdentity.DateOf(date) is null)
            {
                yield return $"travellers[{i}].birthDate is no date; give 1991-03-06, 1991-03 or 1991.";
            }
        }

        if (request.Travellers.Select(t => t.Reference).Where(r => !string.IsNullOrEmpty(r)).GroupBy(r => r, StringComparer.Ordinal).Any(g => g.Count() > 1))
        {
            yield return "Two travellers have one reference; give each his own.";
        }
    }

    private static bool IsCode(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestCode && !text.Any(char.IsControl);

    private static ManifestPerson PersonOf(TravellerRequest traveller, int index) => new()
    {
        Id = $"1-{index + 1}",
        Traveller = traveller.ToSubject() is { } subject ? new Traveller { Id = $"1-{index + 1}", Subject = subject } : null,
        PassengerReference = traveller.Reference ?? $"{index + 1}",
    };

    /// <summary>A flight, ferry or coach and who is on it.</summary>
    internal sealed record CrossingRequest(string Kind, string Carrier, string Number, string From, string To, DateTime Departs, DateTime? Arrives, IReadOnlyList<TravellerRequest> Travellers);

    /// <summary>One traveller, and the sender's reference under which he is answered.</summary>
    internal sealed record TravellerRequest(
        string? Reference, string? FamilyName, string? GivenNames, string? BirthDate, string? Sex, string? Nationality, string? DocumentNumber, string? DocumentIssuer)
        : TypedIdentity(FamilyName, GivenNames, BirthDate, Sex, Nationality, DocumentNumber, DocumentIssuer);

    /// <summary>What the sender is told.</summary>
    internal sealed record CrossingAnswer(string Crossing, IReadOnlyList<PersonAnswer> People);

    /// <summary>What the sender is told of one traveller: 0Z may board, 1Z must not, 4Z nobody can tell yet.</summary>
    internal sealed record PersonAnswer(string Reference, string Status);
}
