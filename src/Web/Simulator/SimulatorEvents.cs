namespace PromoEngine.Web.Simulator;

/// <summary>A customer wrote a text on a simulated phone; the provider must bring it to the shop.</summary>
internal sealed record SimulatedTextWritten(string Sid, Guid PhoneId);

/// <summary>The simulated provider took a text of the shop; it will report how far it has come.</summary>
internal sealed record SimulatedSendAccepted(string Sid);
