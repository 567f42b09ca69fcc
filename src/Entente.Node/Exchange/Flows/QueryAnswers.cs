using Entente.Ledger.Envelopes;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Release;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// Answers whether somebody is listed, at once and without a person, where the terms of the partner allow it. Of a query without a hit nothing remains but the act: what it said is forgotten, and no conversation is
/// kept. A hit opens a conversation, in which a person says what it means. Only own listings count that were marked for the partner and are of a category that the terms share: of any other the partner learns nothing,
/// not even that there is one.
/// </summary>
internal sealed class QueryAnswers(Conversations conversations, ExchangeOutbox outbox, CurrentLists lists, IOptions<ExchangeOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Answers a query of a partner.</summary>
    public void Take(Work work, PartnerRow partner, MessageHeader header, StepMessage query)
    {
        var outcome = Outcome(work, partner, query);
        work.Record(partner.Did(ActionCode.ConversationQueryAnswered, header.Conversation, new { Outcome = outcome.Step, Declined = outcome.Ground, AskedFor = query.Ground?.Purpose, Asker = query.By }));
        if (outcome.Step == "hit")
        {
            var (opening, row) = (query.Flow.Opening, conversations.Insert(work, header.Conversation, partner.Code, query.Flow, FlowSide.Asked, partner.Ground, query.Fields, stated: query.Ground));
            conversations.Move(work, row, opening, opening.To, FlowSide.Asker, query.Fields, query.Deadline, new Actor($"partner:{partner.Code}", partner.Ground, null));
            conversations.Act(work, header.Conversation, "hit", new Dictionary<string, string>(StringComparer.Ordinal), Actor.Node(partner.Ground));
            return;
        }

        var fields = outcome.Ground.Length > 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { ["ground"] = outcome.Ground } : [];
        var answer = new StepMessage(query.Flow, outcome.Step, fields);
        outbox.Send(work, new Outgoing(partner.Code, MessageType.Answer, header.Conversation, answer.ToBytes(), work.Now + options.Value.KeepConversations), "node", partner.Ground);
        work.Execute("INSERT INTO conversation_forget (partner, message_id) VALUES (@Code, @id)", new { partner.Code, id = header.Id.ToString() });
    }

    private (string Step, string Ground) Outcome(Work work, PartnerRow partner, StepMessage query)
    {
        work.Execute("DELETE FROM conversation_query WHERE at <= @before", new { before = work.Now - Hour });
        work.Execute("INSERT INTO conversation_query (partner, at) VALUES (@Code, @Now)", new { partner.Code, work.Now });
        return Recipients.Find(work, partner.Code) is not { } recipient || query.Ground is not { } ground || !recipient.Purposes.Contains(ground.Purpose) ? ("decline", "no-legal-basis")
            : work.Value<long>("SELECT count(*) FROM conversation_query WHERE partner = @Code", new { partner.Code }) > options.Value.QueriesPerHour ? ("decline", "too-many")
            : lists.Snapshot is not { } snapshot ? ("decline", "other")
            : IsListed(snapshot, SubjectOf(query.Fields), recipient, ground.Purpose, work.Now.Day()) ? ("hit", "")
            : ("no-hit", "");
    }

    private static bool IsListed(ListSnapshot snapshot, Subject subject, Recipient recipient, string purpose, DateOnly today) =>
        snapshot.Own.Lists.Screener.With(new Clearances(snapshot.Own.Misidentified)).Screen(subject, Screener.MostHits, null).Hits
            .SelectMany(hit => hit.AlsoListedAs.Prepend(hit.Listing)).Any(listing => MayBeTold(snapshot, listing, recipient, purpose, today));

    /// <summary>That somebody is listed is told to whom the listing may go; a label is not needed, because nothing of it is in the answer.</summary>
    private static bool MayBeTold(ListSnapshot snapshot, Listing listing, Recipient recipient, string purpose, DateOnly today) =>
        new Released(snapshot.TermsOf(listing).Marking, purpose, IsOwn: true, OwnerConsents: false) { Category = Codes.Find<ListingCategory>(listing.Programme) }
            .Bars(recipient, today).All(bar => bar == ReleaseBar.NoLabel);

    private static Subject SubjectOf(IReadOnlyDictionary<string, string> fields) => new()
    {
        Names = [new SubjectName(fields["name"].Trim())],
        BirthDates = BirthDateField.Read(fields.GetValueOrDefault("birth-date", "")) is { } birth ? [birth] : [],
        Nationalities = Country.TryRead(fields.GetValueOrDefault("nationality", ""), out var nationality) ? [nationality] : [],
        Documents = fields.TryGetValue("document", out var number) ? [new IdentityDocument(number.Trim())] : [],
    };
}
