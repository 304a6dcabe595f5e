import io.trackmemory.tracker.ThrowingRunnable;
import rx.Subscriber;
import rx.Subscription;
import rx.observables.ConnectableObservable;
import rx.subjects.PublishSubject;

/** Subscribes to values that are replayed, takes one, and unsubscribes. */
public final class RxReplaySubscribers implements ThrowingRunnable {

  private static final class Listener extends Subscriber<String> {
    @Override
    public void onNext(String value) {}

    @Override
    public void onCompleted() {}

    @Override
    public void onError(Throwable error) {}
  }

  private final PublishSubject<String> values = PublishSubject.create();
  private final ConnectableObservable<String> replayed = values.replay(1);

  public RxReplaySubscribers() {
    replayed.connect();
    values.onNext("first");
  }

  @Override
  public void run() {
    Subscription subscription = replayed.subscribe(new Listener());
    values.onNext("next");
    subscription.unsubscribe();
  }
}
